package io.fswebhook.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event without a record of its own: its name, or its version, is not known here. Everything it
 * has is in {@code additional()}, and in {@link Delivery#body()} as it came.
 *
 * @param eventName what happened, as the body says
 * @param version the version of the form; 0 when the body has none that is a whole number
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
