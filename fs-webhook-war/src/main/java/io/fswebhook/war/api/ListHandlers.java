package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.inbox.Backlog;
import io.fswebhook.core.plugin.HandlerReport;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.war.api.HandlerView.RuleView;
import io.fswebhook.war.api.HandlerView.SettingView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The handlers of this node, and those that should run but do not. Blocks on the inbox briefly. */
record ListHandlers(Receiver receiver, List<PluginReport> plugins, Backlog backlog) {

  static List<HandlerView> of(Receiver receiver) {
    return new ListHandlers(receiver, receiver.plugins(), receiver.reader().backlog()).all();
  }

  private List<HandlerView> all() {
    List<HandlerView> all = new ArrayList<>();
    receiver
        .handlers()
        .forEach(
            status ->
                all.add(
                    HandlerView.of(
                        status,
                        backlog.of(status.name()),
                        runningIn(status.name()),
                        type(status.name()),
                        rule(status.name()),
                        settings(status.name()))));
    receiver
        .subscriptions()
        .notRunning(backlog.byHandler().keySet())
        .forEach(
            name ->
                all.add(
                    HandlerView.notRunning(
                        name,
                        receiver.subscriptions().whyNotRunning(name),
                        backlog.of(name),
                        declaringPlugin(name).map(ListHandlers::path).orElse(null),
                        type(name),
                        rule(name),
                        settings(name))));
    all.sort(Comparator.comparing(HandlerView::name));
    return all;
  }

  private @Nullable String runningIn(String handler) {
    return plugins.stream()
        .filter(report -> report.handlers().contains(handler))
        .map(ListHandlers::path)
        .findFirst()
        .orElse(null);
  }

  private static String path(PluginReport report) {
    return report.source().toString();
  }

  private Optional<PluginReport> declaringPlugin(String handler) {
    return plugins.stream().filter(report -> report.handler(handler).isPresent()).findFirst();
  }

  private @Nullable RuleView rule(String handler) {
    return receiver.subscriptions().rule(handler).map(RuleView::of).orElse(null);
  }

  private @Nullable String type(String handler) {
    return declaringPlugin(handler)
        .flatMap(report -> report.handler(handler))
        .map(HandlerReport::type)
        .filter(type -> !type.equals(handler))
        .orElse(null);
  }

  private List<SettingView> settings(String handler) {
    return declaringPlugin(handler).flatMap(report -> report.handler(handler)).stream()
        .map(HandlerReport::settings)
        .flatMap(List::stream)
        .map(SettingView::of)
        .toList();
  }
}
