package io.fswebhook.war.runtime;

import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.core.verify.RejectionReason;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens to deliveries, in a registry of its own. Without exemplars: their clock is a
 * thread of the library's that would outlive an undeployed receiver.
 */
final class ReceiverMetrics implements ReceiverObserver {

  /** Receipts and commits take milliseconds where handlers take seconds. */
  private static final double[] FINE = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private static final List<String> REFUSALS =
      List.of(
          "payload-too-large", "unsupported-media-type", "method-not-allowed", "body-incomplete");

  private final PrometheusRegistry registry = new PrometheusRegistry();

  private final Counter deliveries =
      counter(
          "fs_webhook_deliveries_total",
          "Deliveries answered with 200, by event and whether they were new",
          "event",
          "status");
  private final Counter rejections =
      counter(
          "fs_webhook_rejections_total",
          "Requests whose signature or token was rejected, by reason",
          "reason");
  private final Counter malformed =
      counter("fs_webhook_malformed_total", "Requests of proven origin whose body is malformed");
  private final Counter schemaFailures =
      counter(
          "fs_webhook_schema_failures_total",
          "Bodies that violate their schema (violation), or could not be checked in time (unvalidated)",
          "event",
          "kind");
  private final Counter unavailable =
      counter("fs_webhook_unavailable_total", "Deliveries that could not be stored");
  private final Counter refused =
      counter(
          "fs_webhook_preconditions_failed_total",
          "Requests refused before their origin was verified, by code",
          "code");
  private final Counter attempts =
      counter(
          "fs_webhook_attempts_total", "Attempts of handlers, by outcome", "handler", "outcome");
  private final Counter staleOutcomes =
      counter(
          "fs_webhook_stale_outcomes_total",
          "Outcomes dropped because another node had taken over the task",
          "handler");
  private final Counter filtered =
      counter(
          "fs_webhook_filtered_total",
          "Deliveries that a handler did not get, because its filter did not match",
          "handler");
  private final Histogram attemptDuration =
      Histogram.builder()
          .name("fs_webhook_attempt_duration_seconds")
          .help("Duration of handler attempts")
          .labelNames("handler")
          .classicOnly()
          .withoutExemplars()
          .register(registry);

  private final Histogram answerDuration =
      Histogram.builder()
          .name("fs_webhook_receive_duration_seconds")
          .help("From the whole body of a delivery to its 200, in the receiver")
          .classicUpperBounds(FINE)
          .classicOnly()
          .withoutExemplars()
          .register(registry);
  private final Histogram commitDuration =
      Histogram.builder()
          .name("fs_webhook_commit_duration_seconds")
          .help("Duration of what puts writes on disk together")
          .labelNames("store")
          .classicUpperBounds(FINE)
          .classicOnly()
          .withoutExemplars()
          .register(registry);
  private final Histogram commitWrites =
      Histogram.builder()
          .name("fs_webhook_commit_writes")
          .help("How many writes were put on disk together")
          .labelNames("store")
          .classicExponentialUpperBounds(1, 4, 7)
          .classicOnly()
          .withoutExemplars()
          .register(registry);

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  /** With a 0 for what has not happened yet: the first time is then an increase. */
  ReceiverMetrics() {
    for (RejectionReason reason : RejectionReason.values()) {
      rejections.initLabelValues(reason.code());
    }
    for (String event : EventCatalogue.names()) {
      deliveries.initLabelValues(event, "stored");
      deliveries.initLabelValues(event, "duplicate");
    }
    REFUSALS.forEach(refused::initLabelValues);
  }

  PrometheusRegistry registry() {
    return registry;
  }

  @Override
  public void stored(String deliveryId, String eventName, @Nullable String orgId, boolean test) {
    deliveries.labelValues(EventCatalogue.metricsLabel(eventName), "stored").inc();
  }

  @Override
  public void answered(Duration duration) {
    answerDuration.observe(seconds(duration));
  }

  @Override
  public void committed(String store, int writes, Duration duration) {
    commitDuration.labelValues(store).observe(seconds(duration));
    commitWrites.labelValues(store).observe(writes);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
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
  public void schemaFailed(String eventName, String kind) {
    schemaFailures.labelValues(EventCatalogue.metricsLabel(eventName), kind).inc();
  }

  @Override
  public void unavailable() {
    unavailable.inc();
  }

  /** A request failed a precondition. */
  void refused(String code) {
    refused.labelValues(code).inc();
  }

  @Override
  public void attempted(String handler, String deliveryId, String outcome, Duration duration) {
    attempts.labelValues(handler, outcome).inc();
    attemptDuration.labelValues(handler).observe(seconds(duration));
  }

  @Override
  public void filtered(String handler) {
    filtered.labelValues(handler).inc();
  }

  @Override
  public void staleOutcome(String handler) {
    staleOutcomes.labelValues(handler).inc();
  }

  void showDroppedLogRecords(LongSupplier dropped) {
    CounterWithCallback.builder()
        .name("fs_webhook_log_records_dropped_total")
        .help("Log records dropped because the log could not be written fast enough")
        .callback(count -> count.call((double) dropped.getAsLong()))
        .register(registry);
  }
}
