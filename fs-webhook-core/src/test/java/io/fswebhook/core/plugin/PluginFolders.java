package io.fswebhook.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.ReceiverSettings;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.reject.RejectionSettings;
import io.fswebhook.core.testing.SignedRequests;
import io.fswebhook.core.text.StreamName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The folders of one receiver, and the host over them. */
final class PluginFolders {

  static final Duration START_BOUND = Duration.ofSeconds(20);
  static final Duration STOP_BOUND = Duration.ofMillis(300);

  final Path plugins;
  final Path lib;
  final Path work;
  final Path copies;
  List<Path> watched = List.of();
  final TestSettings settings = new TestSettings();
  final MovableClock steady = MovableClock.at(Instant.EPOCH);

  PluginFolders(Path root) {
    plugins = root.resolve("plugins");
    lib = root.resolve("lib");
    work = root.resolve("work");
    copies = root.resolve("copies");
  }

  Path addGood() throws IOException {
    return PluginJars.of("good").handlers("acme.good.Good").writeTo(plugins.resolve("good.jar"));
  }

  PluginSettings pluginSettings() {
    return new PluginSettings(plugins, Duration.ofMillis(100), List.of(lib), work, copies)
        .watching(watched);
  }

  /** The settings of a whole receiver over them, whose thread looks at them in intervals. */
  ReceiverSettings receiver(Duration pollInterval, HandlerSettingsSource handlers) {
    return new ReceiverSettings(
        SignedRequests.VERIFY,
        Map.of(),
        Map.of(),
        new InboxSettings(plugins.resolveSibling("inbox.db"), true, Retention.DEFAULT),
        new PluginSettings(plugins, pollInterval, List.of(lib), work, copies),
        handlers,
        new RejectionSettings(0, false));
  }

  /** The handlers that subscribe to an event, sorted by name, whether they run or not. */
  static List<String> subscribers(PluginHost host, String eventName) {
    return host.subscriptions().entrySet().stream()
        .filter(each -> StreamName.isIncluded(eventName, each.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  PluginHost load() {
    return load(START_BOUND);
  }

  PluginHost load(Duration startBound) {
    CallBounds bounds = new CallBounds(startBound, STOP_BOUND);
    return PluginHost.load(pluginSettings(), settings, Clock.systemUTC(), steady, bounds);
  }

  /** Looks at what changed, and again when it has been still. */
  void lookUntilTaken(PluginHost host) {
    host.look();
    steady.advance(Debounce.LONG_ENOUGH);
    host.look();
  }

  /** What the handler wrote into the file of its work folder. */
  List<String> written(String handlerName, String file) throws IOException {
    return Files.readAllLines(work.resolve(handlerName).resolve(file));
  }

  static List<String> names(PluginHost host) {
    return host.handlers().stream().map(ActiveHandler::name).toList();
  }

  static List<String> problems(PluginHost host) {
    return host.reports().stream().flatMap(report -> report.problems().stream()).toList();
  }

  static ActiveHandler handler(PluginHost host, String name) {
    return host.handlers().stream()
        .filter(handler -> handler.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static PluginReport report(PluginHost host, Path source) {
    return host.reports().stream()
        .filter(report -> report.source().equals(source))
        .findFirst()
        .orElseThrow();
  }

  /** The broken plugin has this one problem, and the good plugin beside it works. */
  void assertOnlyGoodWorks(PluginHost host, Path broken, String... named) throws Exception {
    PluginReport report = report(host, broken);
    assertThat(report.problems())
        .singleElement()
        .asString()
        .startsWith("Plugin " + broken + ": ")
        .contains(named);
    assertThat(report.state()).isEqualTo(PluginState.FAILED);
    assertThat(report.handlers()).isEmpty();
    assertThat(problems(host)).hasSize(1);
    assertThat(names(host)).containsExactly("good");
    handler(host, "good").handle(new TestDelivery("d-1", 1));
    assertThat(written("good", "log")).endsWith("handle d-1");
  }
}
