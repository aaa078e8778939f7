package io.fswebhook.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A body as a record. The components of the records bear the names of the JSON; what the body does
 * not have, or has in another type than is known for it, is null (and then stays in {@link
 * #additional()}). Immutable.
 */
public interface WebhookEvent {

  /**
   * What happened, such as {@code note.created}.
   *
   * @return the {@code eventName} of the body; never empty of meaning but not bounded to what is
   *     known
   */
  String eventName();

  /**
   * The version of the body's form.
   *
   * @return the {@code version} of the body; 0 when it has none that is a whole number of 32 bits
   */
  int version();

  /**
   * What the record does not know: members of {@code data} without a component, members whose value
   * did not fit their component, and members beside {@code data}. A member of {@code data} hides
   * one of the same name beside it.
   *
   * <p>Values are {@code String}, {@code BigDecimal}, {@code Boolean}, null, {@code List} or {@code
   * Map} of these. A number with more than 400 digits or with an exponent beyond ±400 is there as a
   * {@code String}: as a number it could fill the memory.
   *
   * @return an unmodifiable map in the order of the body; empty when nothing is left over
   */
  default Map<String, @Nullable Object> additional() {
    return Map.of();
  }
}
