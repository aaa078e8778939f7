package io.fswebhook.core.inbox;

import io.fswebhook.core.text.StreamName;
import java.util.Locale;

/** Where a delivery was sent to. */
public enum DeliverySource {
  WEBHOOK,
  STREAM;

  /** The source of deliveries with this event name. */
  public static DeliverySource of(String eventName) {
    return StreamName.of(eventName) == null ? WEBHOOK : STREAM;
  }

  /** The source with this code. */
  public static DeliverySource ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** As stored in filters and shown. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
