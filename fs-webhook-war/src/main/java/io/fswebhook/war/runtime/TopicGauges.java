package io.fswebhook.war.runtime;

import io.fswebhook.core.node.TopicLag;
import io.fswebhook.core.topic.TopicCounts;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gauges of the topic in front of the inbox. */
final class TopicGauges {

  private TopicGauges() {}

  /** How far this node is behind the partitions of the topic that it stores. */
  static void register(PrometheusRegistry registry, Supplier<List<TopicLag>> lags) {
    ReceiverGauges.register(
        registry,
        "fs_webhook_topic_lag_records",
        "Acknowledged deliveries in the topic that are not stored yet",
        List.of("partition"),
        callback ->
            lags.get()
                .forEach(
                    each ->
                        callback.call(
                            (double) each.records(), Integer.toString(each.partition()))));
    ReceiverGauges.register(
        registry,
        "fs_webhook_topic_oldest_timestamp_seconds",
        "When the oldest of them was received, or a moment before that",
        List.of("partition"),
        callback -> lags.get().forEach(each -> showOldest(each, callback)));
  }

  /** What this node appends; nothing without a topic. */
  static void registerCounts(PrometheusRegistry registry, Supplier<Optional<TopicCounts>> counts) {
    register(
        registry,
        "fs_webhook_topic_records_produced_total",
        "Deliveries passed to the client of the topic",
        () -> counts.get().map(TopicCounts::produced));
    register(
        registry,
        "fs_webhook_topic_records_acknowledged_total",
        "Those of them that the brokers have acknowledged",
        () -> counts.get().map(TopicCounts::acknowledged));
  }

  private static void register(
      PrometheusRegistry registry, String name, String help, Supplier<Optional<Long>> value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> value.get().ifPresent(callback::call))
        .register(registry);
  }

  private static void showOldest(TopicLag lag, GaugeWithCallback.Callback callback) {
    Instant oldest = lag.oldest();
    if (oldest != null) {
      callback.call(oldest.toEpochMilli() / 1e3, Integer.toString(lag.partition()));
    }
  }
}
