package io.fswebhook.war.runtime;

import io.fswebhook.core.inbox.Backlog;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What is still to be done. Nothing is told while it is not known: none would be a good sign. */
final class BacklogGauges {

  private BacklogGauges() {}

  static void register(
      PrometheusRegistry registry,
      Supplier<Optional<Backlog>> backlog,
      Supplier<List<String>> handlers) {
    GaugeWithCallback.builder()
        .name("fs_webhook_waiting_handlings")
        .help("Deliveries that handlers have still to do, in the whole inbox")
        .labelNames("handler")
        .callback(
            callback ->
                backlog
                    .get()
                    .map(known -> withNone(known.waiting(), handlers.get()))
                    .orElse(Map.of())
                    .forEach((handler, count) -> callback.call(count.doubleValue(), handler)))
        .register(registry);
    GaugeWithCallback.builder()
        .name("fs_webhook_dead_handlings")
        .help("Deliveries that are dead at a handler, in the whole inbox")
        .callback(
            callback -> backlog.get().ifPresent(known -> callback.call((double) known.dead())))
        .register(registry);
  }

  /** Handlers that have nothing to do stand there with 0, and those that are gone with the rest. */
  private static Map<String, Long> withNone(Map<String, Long> waiting, List<String> handlers) {
    Map<String, Long> all = new TreeMap<>();
    handlers.forEach(handler -> all.put(handler, 0L));
    all.putAll(waiting);
    return all;
  }
}
