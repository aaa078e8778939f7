package io.fswebhook.war.runtime;

import io.fswebhook.core.alert.AttentionItem;
import io.fswebhook.core.dispatch.HandlerState;
import io.fswebhook.core.dispatch.HandlerStatus;
import io.fswebhook.core.dispatch.HandlerStatus.BreakerState;
import io.fswebhook.core.inbox.Backlog;
import io.fswebhook.core.inbox.Integrity;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.core.plugin.PluginState;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Gauges that are read on each scrape, so a removed handler disappears from them. */
final class ReceiverGauges {

  private final PrometheusRegistry registry;
  private final Supplier<List<HandlerStatus>> handlers;

  private ReceiverGauges(PrometheusRegistry registry, Supplier<List<HandlerStatus>> handlers) {
    this.registry = registry;
    this.handlers = handlers;
  }

  static void registerHandlers(
      PrometheusRegistry registry, Supplier<List<HandlerStatus>> handlers) {
    ReceiverGauges gauges = new ReceiverGauges(registry, handlers);
    gauges.registerStates(
        "fs_webhook_handler_state",
        "1 for the state that a handler is in, 0 for the others",
        List.of(HandlerState.values()),
        HandlerState::code,
        HandlerStatus::state);
    gauges.registerStates(
        "fs_webhook_circuit_breaker_state",
        "1 for the state that the circuit breaker of a handler is in, 0 for the others",
        List.of(BreakerState.values()),
        BreakerState::code,
        status -> status.breaker().state());
    gauges.register(
        "fs_webhook_running_attempts", "Attempts in progress", HandlerStatus::runningAttempts);
    gauges.register(
        "fs_webhook_prefetched_tasks",
        "Tasks in the prefetch buffer; more may be pending in the inbox",
        HandlerStatus::queued);
    gauges.register(
        "fs_webhook_stuck_threads",
        "Handler threads that are still running past their time-out",
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

  /** 1 for the state that each handler is in, 0 for the others. */
  private <S> void registerStates(
      String name,
      String help,
      List<S> states,
      Function<S, String> code,
      Function<HandlerStatus, S> current) {
    register(
        name,
        help,
        List.of("handler", "state"),
        callback -> {
          for (HandlerStatus status : handlers.get()) {
            for (S state : states) {
              callback.call(
                  state.equals(current.apply(status)) ? 1 : 0, status.name(), code.apply(state));
            }
          }
        });
  }

  private void register(
      String name, String help, List<String> labels, Consumer<GaugeWithCallback.Callback> values) {
    register(registry, name, help, labels, values);
  }

  /** A gauge whose values are read on each scrape. */
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

  /** Tasks by state; no value while they are unknown, since 0 would look healthy. */
  static void registerBacklog(
      PrometheusRegistry registry,
      Supplier<Optional<Backlog>> backlog,
      Supplier<List<String>> handlers) {
    register(
        registry,
        "fs_webhook_tasks",
        "Tasks in the whole inbox that are pending, retrying or dead",
        List.of("handler", "state"),
        callback ->
            backlog
                .get()
                .map(known -> withNone(known, handlers.get()))
                .orElse(Map.of())
                .forEach((handler, tasks) -> show(handler, tasks, callback)));
  }

  /** When the task of a handler that is due for longest became due. */
  static void registerOldest(PrometheusRegistry registry, Supplier<Optional<Backlog>> backlog) {
    register(
        registry,
        "fs_webhook_oldest_task_due_timestamp_seconds",
        "When the unfinished task that is due for longest became, or becomes, due",
        List.of("handler"),
        callback ->
            backlog.get().map(Backlog::dueSince).orElse(Map.of()).entrySet().stream()
                .forEach(
                    each -> callback.call(each.getValue().toEpochMilli() / 1e3, each.getKey())));
  }

  /** What the inbox takes on disk. */
  static void registerSizes(PrometheusRegistry registry, Supplier<Map<String, Long>> sizes) {
    register(
        registry,
        "fs_webhook_inbox_size_bytes",
        "What the inbox takes on disk, by part",
        List.of("part"),
        callback -> sizes.get().forEach((part, bytes) -> callback.call(bytes, part)));
  }

  /** 1 for the state that each plugin is in, 0 for the others. */
  static void registerPlugins(PrometheusRegistry registry, Supplier<List<PluginReport>> plugins) {
    register(
        registry,
        "fs_webhook_plugin_state",
        "1 for the state that a plugin is in, 0 for the others",
        List.of("plugin", "state"),
        callback -> {
          for (PluginReport plugin : plugins.get()) {
            for (PluginState state : PluginState.values()) {
              callback.call(
                  plugin.state() == state ? 1 : 0,
                  plugin.source().getFileName().toString(),
                  state.code());
            }
          }
        });
  }

  private static void show(
      String handler, Backlog.Tasks tasks, GaugeWithCallback.Callback callback) {
    callback.call((double) tasks.pending(), handler, TaskState.PENDING.code());
    callback.call((double) tasks.retrying(), handler, TaskState.RETRYING.code());
    callback.call((double) tasks.dead(), handler, TaskState.DEAD.code());
  }

  /** Idle handlers are listed with 0; removed handlers with their remaining tasks. */
  private static Map<String, Backlog.Tasks> withNone(Backlog backlog, List<String> handlers) {
    Map<String, Backlog.Tasks> all = new TreeMap<>(backlog.byHandler());
    handlers.forEach(handler -> all.putIfAbsent(handler, Backlog.Tasks.NONE));
    return all;
  }

  /** How far the inbox is behind its receipt log. */
  static void registerBehind(PrometheusRegistry registry, LongSupplier behind) {
    register(
        registry,
        "fs_webhook_inbox_behind",
        "Deliveries that are acknowledged and on disk, and not in the tables of the inbox yet",
        List.of(),
        callback -> callback.call((double) behind.getAsLong()));
  }

  /** Whether the inbox is damaged, where the receiver checks that. */
  static void registerIntegrity(
      PrometheusRegistry registry, Supplier<Optional<Integrity>> integrity) {
    register(
        registry,
        "fs_webhook_inbox_integrity",
        "1 for the integrity state of the inbox, 0 for the others",
        List.of("state"),
        callback ->
            integrity
                .get()
                .ifPresent(
                    known -> {
                      for (Integrity.State state : Integrity.State.values()) {
                        callback.call(known.state() == state ? 1 : 0, state.code());
                      }
                    }));
  }

  /** What needs an operator's attention, in one figure for each kind. */
  static void registerAttention(
      PrometheusRegistry registry, Supplier<List<AttentionItem>> attention) {
    register(
        registry,
        "fs_webhook_attention",
        "1 while something of the kind needs attention, else 0",
        List.of("kind"),
        callback -> {
          Set<AttentionItem.Kind> present =
              attention.get().stream().map(AttentionItem::kind).collect(Collectors.toSet());
          for (AttentionItem.Kind kind : AttentionItem.Kind.values()) {
            callback.call(present.contains(kind) ? 1 : 0, kind.code());
          }
        });
  }
}
