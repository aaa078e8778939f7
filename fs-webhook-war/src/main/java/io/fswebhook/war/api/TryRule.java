package io.fswebhook.war.api;

import io.fswebhook.api.ExpressionValue;
import io.fswebhook.core.EventInterest;
import io.fswebhook.core.Receiver;
import io.fswebhook.core.inbox.DeliveryDetail;
import io.fswebhook.core.inbox.DeliveryQuery;
import io.fswebhook.core.inbox.DeliverySummary;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.rule.EventValues;
import io.fswebhook.core.rule.ExpressionFailedException;
import io.fswebhook.core.rule.Filter;
import io.fswebhook.core.rule.Transform;
import io.fswebhook.war.api.RuleTrial.Outcome;
import io.fswebhook.war.api.RuleTrial.TriedDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a filter and a body would make of the last deliveries, within a time for all of them. What a
 * body makes is made of the body as it is shown, so that it shows nothing that is masked.
 *
 * @param filter null for one that always matches
 * @param body null if nothing is to be made
 */
record TryRule(
    Receiver receiver,
    Redaction redaction,
    String handler,
    @Nullable Filter filter,
    @Nullable Transform body) {

  static final int MOST = 50;

  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final Duration LONGEST_ONE = Duration.ofMillis(500);
  private static final int LONGEST_RESULT = 2_000;

  RuleTrial run() {
    long end = System.nanoTime() + LONGEST.toNanos();
    List<DeliverySummary> last =
        receiver
            .reader()
            .deliveries(new DeliveryQuery(TaskFilter.ALL, null, DeliveryQuery.MOST))
            .items();
    List<DeliverySummary> concerned = last.stream().filter(this::isConcerned).limit(MOST).toList();
    List<TriedDelivery> tried = new ArrayList<>();
    for (DeliverySummary each : concerned) {
      if (System.nanoTime() - end > 0) {
        return new RuleTrial(tried, last.size(), false);
      }
      receiver.reader().delivery(each.id()).map(this::tried).ifPresent(tried::add);
    }
    return new RuleTrial(tried, last.size(), true);
  }

  private boolean isConcerned(DeliverySummary delivery) {
    return receiver.subscriptions().interests(delivery.eventName()).get(handler)
        == EventInterest.SUBSCRIBED;
  }

  private TriedDelivery tried(DeliveryDetail detail) {
    try {
      if (filter != null && !filter.matches(values(detail, detail.body()), LONGEST_ONE)) {
        return TriedDelivery.of(detail, Outcome.UNMATCHED, null, null);
      }
      return body == null
          ? TriedDelivery.of(detail, Outcome.MATCHES, null, null)
          : made(detail, body);
    } catch (ExpressionFailedException e) {
      return TriedDelivery.of(detail, Outcome.FAILED, null, e.getMessage());
    }
  }

  private TriedDelivery made(DeliveryDetail detail, Transform transform) {
    byte[] shown = redaction.shown(detail.body()).getBytes(StandardCharsets.UTF_8);
    ExpressionValue value = transform.of(values(detail, shown), LONGEST_ONE);
    return value == null
        ? TriedDelivery.of(detail, Outcome.FAILED, null, "the body makes nothing")
        : TriedDelivery.of(detail, Outcome.MATCHES, cut(value.text()), null);
  }

  private static EventValues values(DeliveryDetail detail, byte[] body) {
    DeliverySummary summary = detail.summary();
    return new EventValues(summary.eventName(), summary.orgId(), body)
        .stored(summary.id(), summary.receivedAt());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_RESULT ? text : text.substring(0, LONGEST_RESULT) + "…";
  }
}
