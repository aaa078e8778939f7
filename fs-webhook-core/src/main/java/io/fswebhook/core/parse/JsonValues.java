package io.fswebhook.core.parse;

import com.fasterxml.jackson.core.JsonToken;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the values of a document: unmodifiable, in order, including nulls. */
final class JsonValues {

  private static final int MAX_DIGITS = 400;
  private static final int MAX_EXPONENT = 400;

  /** No 400 digits bring a larger exponent back within the bound; still safe to compute with. */
  private static final int EXPONENT_CEILING = 10_000;

  private final JsonCursor cursor;
  private final Set<String> numbersAsText = Collections.newSetFromMap(new IdentityHashMap<>(0));

  JsonValues(JsonCursor cursor) {
    this.cursor = cursor;
  }

  /** See {@link JsonReader.JsonDocument#numbersAsText}. */
  Set<String> numbersAsText() {
    return numbersAsText;
  }

  /** The object that starts at the current token. */
  private Map<String, @Nullable Object> object(int depth) throws MalformedPayloadException {
    requireBounded(depth);
    if (cursor.next() == JsonToken.END_OBJECT) {
      return Map.of();
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    do {
      String name = cursor.text();
      if (members.containsKey(name)) {
        throw cursor.refused("a key must be unique in its object, occurred twice");
      }
      members.put(name, value(cursor.next(), depth));
    } while (cursor.next() != JsonToken.END_OBJECT);
    return Collections.unmodifiableMap(members);
  }

  private List<@Nullable Object> array(int depth) throws MalformedPayloadException {
    requireBounded(depth);
    JsonToken token = cursor.next();
    if (token == JsonToken.END_ARRAY) {
      return List.of();
    }
    List<@Nullable Object> elements = new ArrayList<>();
    while (token != JsonToken.END_ARRAY) {
      elements.add(value(token, depth));
      token = cursor.next();
    }
    return Collections.unmodifiableList(elements);
  }

  /** The value that starts with a token, inside of so many others. */
  @Nullable Object value(JsonToken token, int depth) throws MalformedPayloadException {
    return switch (token) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> array(depth + 1);
      case VALUE_STRING -> cursor.text();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(cursor.text());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalStateException("a value cannot begin with " + token);
    };
  }

  private Object number(String text) {
    BigDecimal number = exact(text);
    if (number != null) {
      return number;
    }
    numbersAsText.add(text);
    return text;
  }

  private void requireBounded(int depth) throws MalformedPayloadException {
    if (depth > JsonReader.MAX_DEPTH) {
      throw cursor.refused(
          "body must nest at most " + JsonReader.MAX_DEPTH + " levels deep, nests deeper");
    }
  }

  /**
   * Null when it has too many digits or too large an exponent: a {@code BigDecimal} of 1e999999 is
   * small, but what is computed or printed from it is not.
   */
  private static @Nullable BigDecimal exact(String text) {
    int end = endOfDigits(text);
    if (end == text.length() && end <= MAX_DIGITS) { // most numbers
      return new BigDecimal(text);
    }
    if (digits(text, end) > MAX_DIGITS || exponent(text, end) >= EXPONENT_CEILING) {
      return null;
    }
    BigDecimal number = new BigDecimal(text);
    long exponent = (long) number.precision() - number.scale() - 1;
    return Math.abs(exponent) > MAX_EXPONENT ? null : number;
  }

  private static int endOfDigits(String text) {
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    return exponent < 0 ? text.length() : exponent;
  }

  private static int digits(String text, int end) {
    return (int) text.chars().limit(end).filter(JsonValues::isDigit).count();
  }

  /** Its absolute value, at most the ceiling. */
  private static int exponent(String text, int start) {
    int exponent = 0;
    for (int index = start; index < text.length() && exponent < EXPONENT_CEILING; index++) {
      if (isDigit(text.charAt(index))) {
        exponent = exponent * 10 + (text.charAt(index) - '0');
      }
    }
    return exponent;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }
}
