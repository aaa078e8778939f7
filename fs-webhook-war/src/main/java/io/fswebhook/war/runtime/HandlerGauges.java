package io.fswebhook.war.runtime;

import io.fswebhook.core.dispatch.HandlerState;
import io.fswebhook.core.dispatch.HandlerStatus;
import io.fswebhook.core.dispatch.HandlerStatus.BreakerState;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** How handlers are doing, asked for when the metrics are: a handler that is gone is gone there. */
final class HandlerGauges {

  private final PrometheusRegistry registry;
  private final Supplier<List<HandlerStatus>> handlers;

  private HandlerGauges(PrometheusRegistry registry, Supplier<List<HandlerStatus>> handlers) {
    this.registry = registry;
    this.handlers = handlers;
  }

  static void register(PrometheusRegistry registry, Supplier<List<HandlerStatus>> handlers) {
    HandlerGauges gauges = new HandlerGauges(registry, handlers);
    gauges.registerStates();
    gauges.registerBreakers();
    gauges.register(
        "fs_webhook_running_attempts",
        "Attempts of handlers that run",
        HandlerStatus::runningAttempts);
    gauges.register(
        "fs_webhook_prefetched_tasks",
        "Deliveries that are in memory for handlers; more may wait in the inbox",
        HandlerStatus::queued);
    gauges.register(
        "fs_webhook_stuck_threads",
        "Threads that handlers keep past their time-out",
        HandlerStatus::stuckThreads);
  }

  private void register(String name, String help, ToDoubleFunction<HandlerStatus> value) {
    register(
        name,
        help,
        List.of("handler"),
        callback ->
            handlers
                .get()
                .forEach(status -> callback.call(value.applyAsDouble(status), status.name())));
  }

  private void registerStates() {
    register(
        "fs_webhook_handler_state",
        "1 for the state that a handler is in, 0 for the others",
        List.of("handler", "state"),
        callback -> {
          for (HandlerStatus status : handlers.get()) {
            for (HandlerState state : HandlerState.values()) {
              callback.call(status.state() == state ? 1 : 0, status.name(), state.code());
            }
          }
        });
  }

  private void registerBreakers() {
    register(
        "fs_webhook_circuit_breaker_state",
        "1 for the state that the circuit breaker of a handler is in, 0 for the others",
        List.of("handler", "state"),
        callback -> {
          for (HandlerStatus status : handlers.get()) {
            for (BreakerState state : BreakerState.values()) {
              callback.call(status.breaker().state() == state ? 1 : 0, status.name(), state.code());
            }
          }
        });
  }

  private void register(
      String name, String help, List<String> labels, Consumer<GaugeWithCallback.Callback> values) {
    register(registry, name, help, labels, values);
  }

  /** A gauge whose values are asked for when the metrics are. */
  static void register(
      PrometheusRegistry registry,
      String name,
      String help,
      List<String> labels,
      Consumer<GaugeWithCallback.Callback> values) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels.toArray(String[]::new))
        .callback(values)
        .register(registry);
  }
}
