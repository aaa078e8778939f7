package io.fswebhook.core.inbox;

import java.util.List;
import java.util.Map;

/**
 * Everything that is known about a delivery.
 *
 * @param body as received; not copied, and not to be changed
 * @param attempts by handler, oldest first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DeliveryDetail(
    DeliverySummary summary,
    byte[] body,
    ReceivedWith receivedWith,
    Map<String, List<AttemptRecord>> attempts) {

  /** Without the body, which must not be logged. */
  @Override
  public String toString() {
    return "delivery " + summary.id();
  }
}
