package io.fswebhook.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Unmodifiable copies that keep the order; unlike {@code Map.copyOf} a value may be null, as in
 * JSON.
 */
final class Copies {

  private Copies() {}

  static Map<String, @Nullable Object> ofMap(Map<String, @Nullable Object> map) {
    return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  static @Nullable Map<String, @Nullable Object> ofNullableMap(
      @Nullable Map<String, @Nullable Object> map) {
    return map == null ? null : ofMap(map);
  }

  static <T> @Nullable List<T> ofNullableList(@Nullable List<T> list) {
    return list == null ? null : List.copyOf(list);
  }
}
