package io.fswebhook.war.runtime;

import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.EventCatalogue;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens to deliveries, in a registry of its own. Without exemplars: nothing here is
 * traced, and their clock is a thread of the library's that would outlive an undeployed receiver.
 */
final class ReceiverMetrics implements ReceiverObserver {

  private final PrometheusRegistry registry = new PrometheusRegistry();

  private final Counter deliveries =
      Counter.builder()
          .name("fs_webhook_deliveries_total")
          .help("Deliveries answered with 200, by event and whether they were new")
          .labelNames("event", "status")
          .withoutExemplars()
          .register(registry);
  private final Counter rejections =
      Counter.builder()
          .name("fs_webhook_rejections_total")
          .help("Requests whose signature was rejected, by reason")
          .labelNames("reason")
          .withoutExemplars()
          .register(registry);
  private final Counter malformed =
      Counter.builder()
          .name("fs_webhook_malformed_total")
          .help("Signed requests that held no event")
          .withoutExemplars()
          .register(registry);
  private final Counter unavailable =
      Counter.builder()
          .name("fs_webhook_unavailable_total")
          .help("Deliveries that could not be stored")
          .withoutExemplars()
          .register(registry);
  private final Counter refused =
      Counter.builder()
          .name("fs_webhook_preconditions_failed_total")
          .help("Requests turned away before their signature was looked at, by code")
          .labelNames("code")
          .withoutExemplars()
          .register(registry);
  private final Counter attempts =
      Counter.builder()
          .name("fs_webhook_attempts_total")
          .help("Attempts of handlers, by outcome")
          .labelNames("handler", "outcome")
          .withoutExemplars()
          .register(registry);
  private final Counter staleOutcomes =
      Counter.builder()
          .name("fs_webhook_stale_outcomes_total")
          .help("Outcomes that were dropped because the delivery was another node's by then")
          .labelNames("handler")
          .withoutExemplars()
          .register(registry);
  private final Histogram attemptDuration =
      Histogram.builder()
          .name("fs_webhook_attempt_duration_seconds")
          .help("How long attempts of handlers took")
          .labelNames("handler")
          .classicOnly()
          .withoutExemplars()
          .register(registry);

  PrometheusRegistry registry() {
    return registry;
  }

  @Override
  public void stored(String deliveryId, String eventName, @Nullable String orgId, boolean test) {
    deliveries.labelValues(EventCatalogue.metricsLabel(eventName), "stored").inc();
  }

  @Override
  public void duplicate(String eventName) {
    deliveries.labelValues(EventCatalogue.metricsLabel(eventName), "duplicate").inc();
  }

  @Override
  public void rejected(String reasonCode) {
    rejections.labelValues(reasonCode).inc();
  }

  @Override
  public void malformed() {
    malformed.inc();
  }

  @Override
  public void unavailable() {
    unavailable.inc();
  }

  /** A request was turned away before it came to the receiver. */
  void refused(String code) {
    refused.labelValues(code).inc();
  }

  @Override
  public void attempted(String handler, String deliveryId, String outcome, Duration duration) {
    attempts.labelValues(handler, outcome).inc();
    attemptDuration.labelValues(handler).observe(duration.toNanos() / 1e9);
  }

  @Override
  public void staleOutcome(String handler) {
    staleOutcomes.labelValues(handler).inc();
  }

  void showDroppedLogRecords(LongSupplier dropped) {
    CounterWithCallback.builder()
        .name("fs_webhook_log_records_dropped_total")
        .help(
            "Records that the log had no room for, because it was not read or written fast enough")
        .callback(count -> count.call((double) dropped.getAsLong()))
        .register(registry);
  }
}
