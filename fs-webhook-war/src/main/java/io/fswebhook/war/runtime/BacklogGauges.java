package io.fswebhook.war.runtime;

import io.fswebhook.core.inbox.Backlog;
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
    HandlerGauges.register(
        registry,
        "fs_webhook_pending_tasks",
        "Deliveries that handlers have still to do, in the whole inbox",
        List.of("handler"),
        callback ->
            backlog
                .get()
                .map(known -> withNone(known.pending(), handlers.get()))
                .orElse(Map.of())
                .forEach((handler, count) -> callback.call(count.doubleValue(), handler)));
    HandlerGauges.register(
        registry,
        "fs_webhook_dead_tasks",
        "Deliveries that are dead at a handler, in the whole inbox",
        List.of(),
        callback -> backlog.get().ifPresent(known -> callback.call((double) known.dead())));
  }

  /** Handlers that have nothing to do stand there with 0, and those that are gone with the rest. */
  private static Map<String, Long> withNone(Map<String, Long> pending, List<String> handlers) {
    Map<String, Long> all = new TreeMap<>();
    handlers.forEach(handler -> all.put(handler, 0L));
    all.putAll(pending);
    return all;
  }
}
