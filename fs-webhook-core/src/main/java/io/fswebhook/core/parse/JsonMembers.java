package io.fswebhook.core.parse;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object while it is bound to a record. Values that fit a component are consumed;
 * others bind to null and remain for {@link #rest()}, which must be called last.
 */
final class JsonMembers {

  private final Map<String, @Nullable Object> left;
  private final Map<String, @Nullable Object> beside;
  private final Set<String> numbersAsText;

  private JsonMembers(
      Map<String, @Nullable Object> members,
      Map<String, @Nullable Object> beside,
      Set<String> numbersAsText) {
    this.left = new LinkedHashMap<>(members);
    this.beside = beside;
    this.numbersAsText = numbersAsText;
  }

  static JsonMembers of(Map<String, @Nullable Object> members, Set<String> numbersAsText) {
    return new JsonMembers(members, Map.of(), numbersAsText);
  }

  /** The same, with members from outside the object that belong to the rest. */
  JsonMembers with(Map<String, @Nullable Object> outside) {
    return new JsonMembers(left, outside, numbersAsText);
  }

  /** Whether the member is present and not null. */
  boolean has(String name) {
    return left.get(name) != null;
  }

  @Nullable String text(String name) {
    return take(name, value -> isText(value) ? (String) value : null);
  }

  @Nullable BigDecimal number(String name) {
    return take(name, value -> value instanceof BigDecimal number ? number : null);
  }

  /** A whole number within the range of {@code int}. */
  @Nullable Integer integer(String name) {
    return take(name, value -> value instanceof BigDecimal number ? exactInteger(number) : null);
  }

  @Nullable Instant time(String name) {
    return take(name, value -> isText(value) ? Timestamps.instant((String) value) : null);
  }

  @Nullable Object constant(String name, Class<?> enumType) {
    return take(name, value -> isText(value) ? constantOf(enumType, (String) value) : null);
  }

  @Nullable Map<String, @Nullable Object> object(String name) {
    return take(name, JsonMembers::asObject);
  }

  <T> @Nullable T object(String name, Function<JsonMembers, T> bind) {
    return take(name, value -> bound(value, bind));
  }

  /** Null unless every element is an object. */
  <T> @Nullable List<T> objects(String name, Function<JsonMembers, T> bind) {
    return take(name, value -> value instanceof List<?> list ? allBound(list, bind) : null);
  }

  /** The members that were not consumed, in order. */
  Map<String, @Nullable Object> rest() {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(left);
    rest.putAll(beside);
    return rest;
  }

  private <T> @Nullable T take(String name, Function<Object, @Nullable T> fit) {
    Object value = left.get(name);
    T fitted = value == null ? null : fit.apply(value);
    if (value == null || fitted != null) {
      left.remove(name);
    }
    return fitted;
  }

  private boolean isText(Object value) {
    return value instanceof String text && !numbersAsText.contains(text);
  }

  private <T> @Nullable T bound(@Nullable Object value, Function<JsonMembers, T> bind) {
    Map<String, @Nullable Object> members = asObject(value);
    return members == null ? null : bind.apply(of(members, numbersAsText));
  }

  private <T> @Nullable List<T> allBound(List<?> list, Function<JsonMembers, T> bind) {
    List<T> all = new ArrayList<>();
    for (Object element : list) {
      T one = bound(element, bind);
      if (one == null) {
        return null;
      }
      all.add(one);
    }
    return all;
  }

  private static @Nullable Integer exactInteger(BigDecimal number) {
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** The reader only creates maps from names to values. */
  @SuppressWarnings("unchecked")
  private static @Nullable Map<String, @Nullable Object> asObject(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : null;
  }

  private static @Nullable Object constantOf(Class<?> enumType, String name) {
    for (Object constant : enumType.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    return null;
  }
}
