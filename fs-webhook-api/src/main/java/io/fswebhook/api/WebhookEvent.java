package io.fswebhook.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A body as a record. The components have the names of the JSON members; a component is null if its
 * member is missing or has another type (and then is in {@link #additional()}). Immutable.
 */
public interface WebhookEvent {

  /**
   * What happened, such as {@code note.created}.
   *
   * @return the {@code eventName} of the body, or {@code stream:} and the name of a stream; never
   *     blank, but not limited to the known names
   */
  String eventName();

  /**
   * The version of the body's format.
   *
   * @return the {@code version} of the body; 0 unless it is a 32-bit integer
   */
  int version();

  /**
   * Whatever the record does not cover: members of {@code data} without a component, members whose
   * value did not fit their component, and members beside {@code data}. A member of {@code data}
   * hides one of the same name beside it.
   *
   * <p>Values are {@code String}, {@code BigDecimal}, {@code Boolean}, null, {@code List} or {@code
   * Map} of these. A number with more than 400 digits or with an exponent beyond ±400 is a {@code
   * String}, since as a number it could exhaust memory.
   *
   * @return an unmodifiable map in the order of the body; empty when nothing is left over
   */
  default Map<String, @Nullable Object> additional() {
    return Map.of();
  }
}
