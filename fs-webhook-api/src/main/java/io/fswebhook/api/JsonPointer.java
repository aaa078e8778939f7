package io.fswebhook.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON pointer (RFC 6901). */
record JsonPointer(List<String> tokens) {

  /** An index has at most nine digits, so that it fits an int. */
  private static final String INDEX = "0|[1-9][0-9]{0,8}";

  static JsonPointer parse(String pointer) {
    if (pointer.isEmpty()) {
      return new JsonPointer(List.of());
    }
    if (pointer.charAt(0) != '/') {
      throw new IllegalArgumentException(
          "a JSON pointer must be empty or begin with '/', was '" + pointer + "'");
    }
    return new JsonPointer(
        Arrays.stream(pointer.substring(1).split("/", -1)).map(JsonPointer::unescaped).toList());
  }

  private static String unescaped(String token) {
    return token.replace("~1", "/").replace("~0", "~");
  }

  /** Null if there is nothing. */
  @Nullable Object in(@Nullable Object value) {
    Object at = value;
    for (String token : tokens) {
      at = step(at, token);
    }
    return at;
  }

  private static @Nullable Object step(@Nullable Object value, String token) {
    if (value instanceof Map<?, ?> map) {
      return map.get(token);
    }
    if (value instanceof List<?> list && token.matches(INDEX)) {
      int index = Integer.parseInt(token);
      return index < list.size() ? list.get(index) : null;
    }
    return null;
  }
}
