package io.fswebhook.core.parse;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates records of one type. Components have the names of the JSON members, and their types
 * determine what fits; {@code additional} takes the rest.
 */
final class RecordBinder<T extends Record> {

  private static final String VERSION = "version";
  private static final String ADDITIONAL = "additional";

  private final Constructor<T> constructor;
  private final List<Reader> readers;

  /** Reads the value of one component. */
  @FunctionalInterface
  private interface Reader {

    @Nullable Object read(int version, JsonMembers members);
  }

  private RecordBinder(Constructor<T> constructor, List<Reader> readers) {
    this.constructor = constructor;
    this.readers = readers;
  }

  /**
   * A binder for a public record.
   *
   * @param otherNames alternative names of text members, by component name; a member with the
   *     component's own name takes precedence, even if it does not fit
   */
  static <T extends Record> RecordBinder<T> of(Class<T> type, Map<String, String> otherNames) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return new RecordBinder<>(
          type.getConstructor(types),
          Arrays.stream(components).map(component -> reader(component, otherNames)).toList());
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type + " must be a public record", e);
    }
  }

  private static RecordBinder<?> of(Class<?> type) {
    return of(type.asSubclass(Record.class), Map.of());
  }

  /** Binds the members to a new record. */
  T bind(int version, JsonMembers members) {
    Object[] values = new Object[readers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = readers.get(i).read(version, members);
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + constructor.getDeclaringClass(), e);
    }
  }

  private static Reader reader(RecordComponent component, Map<String, String> otherNames) {
    String name = component.getName();
    Class<?> type = component.getType();
    if (name.equals(VERSION) && type == int.class) {
      return (version, members) -> version;
    }
    if (name.equals(ADDITIONAL) && type == Map.class) {
      return (version, members) -> members.rest();
    }
    if (type == String.class) {
      return text(name, otherNames.get(name));
    }
    if (type == BigDecimal.class) {
      return (version, members) -> members.number(name);
    }
    if (type == Instant.class) {
      return (version, members) -> members.time(name);
    }
    if (type == Map.class) {
      return (version, members) -> members.object(name);
    }
    if (type.isEnum()) {
      return (version, members) -> members.constant(name, type);
    }
    if (type.isRecord()) {
      RecordBinder<?> nested = of(type);
      return (version, members) -> members.object(name, object -> nested.bind(version, object));
    }
    if (type == List.class && component.getGenericType() instanceof ParameterizedType list) {
      RecordBinder<?> element = of((Class<?>) list.getActualTypeArguments()[0]);
      return (version, members) -> members.objects(name, object -> element.bind(version, object));
    }
    throw new IllegalArgumentException(component + " has a type that no JSON is bound to");
  }

  private static Reader text(String name, @Nullable String otherName) {
    if (otherName == null) {
      return (version, members) -> members.text(name);
    }
    return (version, members) -> {
      boolean isThere = members.has(name);
      String text = members.text(name); // consumes an explicit null too
      return isThere ? text : members.text(otherName);
    };
  }
}
