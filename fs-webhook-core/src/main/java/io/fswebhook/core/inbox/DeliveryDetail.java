package io.fswebhook.core.inbox;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about a delivery.
 *
 * @param body as received; not copied, and not to be changed
 * @param attempts by handler, oldest first
 * @param before what comes before its unfinished tasks that have an ordering key, by handler
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DeliveryDetail(
    DeliverySummary summary,
    byte[] body,
    ReceivedWith receivedWith,
    FilterAnswers filterAnswers,
    Map<String, List<AttemptRecord>> attempts,
    Map<String, Before> before) {

  /**
   * What comes before a task in its order.
   *
   * @param unfinished the delivery of the first unfinished task; null for none
   * @param dead the delivery of the first dead one; null for none
   */
  public record Before(@Nullable String unfinished, @Nullable String dead) {}

  /** Without the body, which must not be logged. */
  @Override
  public String toString() {
    return "delivery " + summary.id();
  }
}
