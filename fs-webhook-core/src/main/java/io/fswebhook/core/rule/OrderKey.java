package io.fswebhook.core.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.verify.Sha256;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ordering key of a value: 63 bits of its hash. Two values that share one wait for each other
 * and lose nothing.
 */
final class OrderKey {

  private OrderKey() {}

  /** Null for no value, which is null or an empty array. */
  static @Nullable Long of(@Nullable Object value) {
    if (value == null || (value instanceof List<?> list && list.isEmpty())) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    append(value, text);
    return ByteBuffer.wrap(Sha256.of(text.toString().getBytes(UTF_8))).getLong() & Long.MAX_VALUE;
  }

  /** Whether the library has no other idea of it. */
  static boolean isPlain(@Nullable Object value) {
    return value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean;
  }

  /** So that no two values have the same text. */
  private static void append(@Nullable Object value, StringBuilder text) {
    if (value instanceof String string) {
      text.append('"').append(string.length()).append(':').append(string);
    } else if (value instanceof Map<?, ?> map) {
      text.append('{');
      for (Map.Entry<String, @Nullable Object> member : sorted(map).entrySet()) {
        append(member.getKey(), text);
        append(member.getValue(), text);
      }
      text.append('}');
    } else if (value instanceof List<?> list) {
      text.append('[');
      list.forEach(element -> append(element, text));
      text.append(']');
    } else {
      text.append(scalar(value)).append(';');
    }
  }

  private static Map<String, @Nullable Object> sorted(Map<?, ?> map) {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach((name, member) -> sorted.put(String.valueOf(name), member));
    return sorted;
  }

  /** 1 and 1.0 are the same number. */
  private static String scalar(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return String.valueOf(value);
    }
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return new BigDecimal(number.toString()).stripTrailingZeros().toString();
    }
    throw new ExpressionFailedException(
        "it must be a text, a number, true or false, or an array or an object of these");
  }
}
