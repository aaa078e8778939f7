package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.plugin.HandlerReport;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.war.api.HandlerView.SettingView;
import io.fswebhook.war.api.HandlerView.TasksView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The handlers of this node, and those that should run but do not. Blocks on the inbox briefly. */
record ListHandlers(Receiver receiver, List<PluginReport> plugins, Map<String, TasksView> tasks) {

  static List<HandlerView> of(Receiver receiver) {
    Map<String, TasksView> tasks = TasksView.byHandler(receiver.reader());
    return new ListHandlers(receiver, receiver.plugins(), tasks).all();
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
                        tasksOf(status.name()),
                        runningIn(status.name()),
                        settings(status.name()))));
    receiver
        .subscriptions()
        .notRunning(tasks.keySet())
        .forEach(
            name ->
                all.add(
                    HandlerView.notRunning(
                        name,
                        receiver.subscriptions().whyNotRunning(name),
                        tasksOf(name),
                        declaringPlugin(name).map(ListHandlers::path).orElse(null),
                        settings(name))));
    all.sort(Comparator.comparing(HandlerView::name));
    return all;
  }

  private TasksView tasksOf(String handler) {
    return tasks.getOrDefault(handler, TasksView.NONE);
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

  private List<SettingView> settings(String handler) {
    return declaringPlugin(handler).flatMap(report -> report.handler(handler)).stream()
        .map(HandlerReport::settings)
        .flatMap(List::stream)
        .map(SettingView::of)
        .toList();
  }
}
