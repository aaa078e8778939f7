package io.fswebhook.core;

import io.fswebhook.core.activity.ActivityRecorder;
import io.fswebhook.core.alert.AttentionItem;
import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.alert.AttentionItem.Severity;
import io.fswebhook.core.dispatch.Dispatcher;
import io.fswebhook.core.dispatch.HandlerStatus;
import io.fswebhook.core.inbox.Backlog;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.Integrity;
import io.fswebhook.core.node.NodeRole;
import io.fswebhook.core.plugin.PluginHost;
import io.fswebhook.core.plugin.PluginReport;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what needs an operator's attention now, with what others add to it. Reads only what is in
 * memory, so it answers while the inbox is unavailable, and does not block a health check.
 */
record FindAttention(
    NodeSettings node,
    Inbox inbox,
    PluginHost plugins,
    Dispatcher dispatcher,
    HandlerSubscriptions subscriptions,
    ActivityRecorder activity,
    List<Supplier<Stream<AttentionItem>>> more) {

  private static final Comparator<AttentionItem> MOST_URGENT_FIRST =
      Comparator.comparing(AttentionItem::severity)
          .thenComparing(AttentionItem::kind)
          .thenComparing(item -> item.count() == null ? 0 : -item.count())
          .thenComparing(item -> String.valueOf(item.subject()));

  void add(Supplier<Stream<AttentionItem>> another) {
    more.add(another);
  }

  List<AttentionItem> now() {
    Optional<Backlog> backlog = activity.backlog();
    return Stream.of(
            ofInbox(),
            ofNoHandler(backlog),
            ofMissingHandlers(backlog),
            dispatcher.statuses().stream().flatMap(status -> ofHandler(status, backlog).stream()),
            plugins.reports().stream().flatMap(report -> ofPlugin(report).stream()),
            ofDeadLetters(backlog),
            more.stream().flatMap(Supplier::get))
        .flatMap(found -> found)
        .sorted(MOST_URGENT_FIRST)
        .toList();
  }

  private Stream<AttentionItem> ofInbox() {
    Stream<AttentionItem> unavailable =
        inbox.isAvailable()
            ? Stream.empty()
            : Stream.of(
                bad(
                    Kind.INBOX_UNAVAILABLE,
                    node.topic() == null
                        ? "The inbox is unavailable, so deliveries are answered 503."
                        : "The inbox is unavailable, so deliveries wait in the topic."));
    Stream<AttentionItem> damaged =
        inbox.integrity().stream()
            .filter(known -> known.state() == Integrity.State.DAMAGED)
            .map(
                known ->
                    new AttentionItem(
                        Kind.INBOX_DAMAGED,
                        Severity.BAD,
                        null,
                        "The inbox is damaged; deliveries are still stored.",
                        known.since(),
                        null));
    return Stream.concat(unavailable, damaged);
  }

  /** A receiver that was never used needs a plugin, but nobody has to get up for it. */
  private Stream<AttentionItem> ofNoHandler(Optional<Backlog> backlog) {
    if (!node.has(NodeRole.DISPATCH)
        || !dispatcher.statuses().isEmpty()
        || subscriptions.anyRunsElsewhere()) {
      return Stream.empty();
    }
    boolean used =
        subscriptions.any()
            || activity.hasStored()
            || backlog.map(known -> !known.byHandler().isEmpty()).orElse(false);
    return Stream.of(
        used
            ? bad(Kind.NO_HANDLER_RUNNING, "No handler is running, so deliveries are only stored.")
            : new AttentionItem(
                Kind.NO_HANDLER_RUNNING,
                Severity.WARN,
                null,
                "No handler is running; add a plugin to the plugins folder.",
                null,
                null));
  }

  private static AttentionItem bad(Kind kind, String text) {
    return new AttentionItem(kind, Severity.BAD, null, text, null, null);
  }

  private Stream<AttentionItem> ofMissingHandlers(Optional<Backlog> backlog) {
    return subscriptions.notRunning(backlog.map(Backlog::withUnfinished).orElse(Set.of())).stream()
        .map(
            name -> {
              Long pending = pendingFor(name, backlog);
              return new AttentionItem(
                  Kind.HANDLER_NOT_RUNNING,
                  Severity.BAD,
                  name,
                  pending == null || pending == 0
                      ? name + " is subscribed but not running."
                      : tasks(pending) + " pending for " + name + ", which is not running.",
                  null,
                  pending);
            });
  }

  private static @Nullable Long pendingFor(String handler, Optional<Backlog> backlog) {
    return backlog.map(known -> known.of(handler).unfinished()).orElse(null);
  }

  private static String tasks(long count) {
    return count == 1 ? "1 task is" : count + " tasks are";
  }

  private static Optional<AttentionItem> ofHandler(
      HandlerStatus status, Optional<Backlog> backlog) {
    String name = status.name();
    return switch (status.state()) {
      case SUSPENDED ->
          of(
              Kind.HANDLER_SUSPENDED,
              Severity.BAD,
              status,
              name + " is not called: too many of its threads are stuck.",
              backlog);
      case CIRCUIT_OPEN, CIRCUIT_HALF_OPEN ->
          of(
              Kind.CIRCUIT_OPEN,
              Severity.BAD,
              status,
              name + " kept failing, so its circuit is open.",
              backlog);
      case PAUSED -> of(Kind.HANDLER_PAUSED, Severity.WARN, status, name + " is paused.", backlog);
      case STARTING, RUNNING, STOPPING -> Optional.empty();
    };
  }

  private static Optional<AttentionItem> of(
      Kind kind, Severity severity, HandlerStatus status, String text, Optional<Backlog> backlog) {
    return Optional.of(
        new AttentionItem(
            kind,
            severity,
            status.name(),
            text,
            status.since(),
            pendingFor(status.name(), backlog)));
  }

  private static Optional<AttentionItem> ofPlugin(PluginReport report) {
    return switch (report.state()) {
      case FAILED ->
          of(Kind.PLUGIN_FAILED, Severity.BAD, report, "None of its handlers could be started");
      case INCOMPLETE ->
          of(Kind.PLUGIN_INCOMPLETE, Severity.BAD, report, "Some handlers could not be started");
      case OUTDATED ->
          of(
              Kind.PLUGIN_OUTDATED,
              Severity.WARN,
              report,
              "The new version could not be loaded; the previous one is still running");
      case RUNNING, DISABLED, CHECKED -> Optional.empty();
    };
  }

  private static Optional<AttentionItem> of(
      Kind kind, Severity severity, PluginReport report, String what) {
    String name = String.valueOf(report.source().getFileName());
    return Optional.of(
        new AttentionItem(
            kind, severity, name, "Plugin " + name + ": " + what + ".", report.since(), null));
  }

  private static Stream<AttentionItem> ofDeadLetters(Optional<Backlog> backlog) {
    return backlog.stream()
        .map(known -> known.all().dead())
        .filter(dead -> dead > 0)
        .map(
            dead ->
                new AttentionItem(
                    Kind.DEAD_LETTERS,
                    Severity.WARN,
                    null,
                    dead == 1 ? "1 task is a dead letter." : dead + " tasks are dead letters.",
                    null,
                    dead));
  }
}
