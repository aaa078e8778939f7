package io.fswebhook.war.api;

import io.fswebhook.core.inbox.DeliveryDetail;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would make of deliveries. Public for JSON-B.
 *
 * @param items those of the last deliveries that the handler subscribes to, newest first
 * @param lookedAt how many of the last deliveries were looked at for these
 * @param complete false if the time was up before all were tried
 */
public record RuleTrial(List<TriedDelivery> items, int lookedAt, boolean complete) {

  /** What became of one. */
  enum Outcome {
    MATCHES,
    UNMATCHED,
    FAILED
  }

  /**
   * A delivery.
   *
   * @param result what the body makes, cut; null unless a body was tried and it matches
   * @param error why it failed; null otherwise
   */
  public record TriedDelivery(
      String id,
      String event,
      String receivedAt,
      String outcome,
      @Nullable String result,
      @Nullable String error) {

    static TriedDelivery of(
        DeliveryDetail detail, Outcome outcome, @Nullable String result, @Nullable String error) {
      return new TriedDelivery(
          detail.summary().id(),
          detail.summary().eventName(),
          Times.text(detail.summary().receivedAt()),
          outcome.name().toLowerCase(Locale.ROOT),
          result,
          error);
    }
  }
}
