package io.fswebhook.core.inbox;

import java.util.List;
import java.util.Map;

/**
 * All that is known of a delivery.
 *
 * @param body as received; not copied, and not to be changed
 * @param attempts by handler, the oldest first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DeliveryDetail(
    DeliverySummary summary,
    byte[] body,
    ReceivedWith receivedWith,
    Map<String, List<AttemptRecord>> attempts) {

  /** Without the body: what is logged must not hold it. */
  @Override
  public String toString() {
    return "delivery " + summary.id();
  }
}
