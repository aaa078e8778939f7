package io.fswebhook.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event without its own record: its name or its version is unknown. All its members are in
 * {@code additional()}, and the raw body in {@link Delivery#body()}.
 *
 * @param eventName the {@code eventName} of the body
 * @param version the version of the format; 0 unless it is a 32-bit integer
 * @param additional the members of {@code data} and those beside it, see {@link
 *     WebhookEvent#additional()}
 */
public record UnknownEvent(String eventName, int version, Map<String, @Nullable Object> additional)
    implements WebhookEvent {

  /** Keeps an unmodifiable copy of the map. */
  public UnknownEvent {
    additional = Copies.ofMap(additional);
  }
}
