package io.fswebhook.core.plugin;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds, loads, starts and stops plugins. What a plugin throws ends here. */
public final class PluginHost implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

  private final List<Plugin> plugins;
  private final List<PluginReport> refused;
  private final List<Subscription> subscriptions;
  private final CallBounds bounds;
  private final AtomicBoolean closed = new AtomicBoolean();

  private PluginHost(List<Plugin> plugins, List<PluginReport> refused, CallBounds bounds) {
    this.plugins = List.copyOf(plugins);
    this.refused = List.copyOf(refused);
    this.subscriptions =
        plugins.stream()
            .flatMap(Plugin::subscriptions)
            .sorted(Comparator.comparing(Subscription::handler))
            .toList();
    this.bounds = bounds;
  }

  /**
   * Loads and starts every plugin there is; one that fails is reported and left out.
   *
   * @throws io.fswebhook.core.failure.StartException if the plugins folder cannot be made or read
   */
  public static PluginHost load(
      PluginSettings settings, HandlerSettingsSource handlers, Clock clock) {
    return load(settings, handlers, clock, CallBounds.DEFAULT);
  }

  static PluginHost load(
      PluginSettings settings, HandlerSettingsSource handlers, Clock clock, CallBounds bounds) {
    FindPlugins.Found found = FindPlugins.in(settings);
    OpenPlugin openPlugin = new OpenPlugin(handlers, settings.workDir(), clock, bounds);
    List<Plugin> plugins = found.sources().stream().map(openPlugin::open).toList();
    PluginHost host = new PluginHost(plugins, found.refused(), bounds);
    host.logSummary();
    return host;
  }

  /** The started handlers, sorted by name. */
  public List<ActiveHandler> handlers() {
    return plugins.stream()
        .flatMap(plugin -> plugin.handlers().stream())
        .sorted(Comparator.comparing(ActiveHandler::name))
        .toList();
  }

  /**
   * The names of the handlers that subscribe to an event, sorted; also of those that did not start,
   * so that what arrives meanwhile waits for them.
   */
  public List<String> subscribers(String eventName) {
    List<String> names = new ArrayList<>(subscriptions.size());
    for (Subscription subscription : subscriptions) {
      if (subscription.includes(eventName)) {
        names.add(subscription.handler());
      }
    }
    return names;
  }

  /**
   * What each handler subscribes to, empty for every event; also of those that did not start, so
   * that what arrives meanwhile waits for them.
   */
  public Map<String, Set<String>> subscriptions() {
    return subscriptions.stream()
        .collect(toMap(Subscription::handler, Subscription::eventNames, (first, other) -> first));
  }

  /** One report a jar or folder, sorted by path, also of those that failed. */
  public List<PluginReport> reports() {
    return Stream.concat(refused.stream(), plugins.stream().map(Plugin::report))
        .sorted(Comparator.comparing(PluginReport::source))
        .toList();
  }

  /** Stops every handler, then closes its class loader. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    plugins.forEach(plugin -> plugin.stop(bounds.stop()));
  }

  private void logSummary() {
    List<String> names = handlers().stream().map(ActiveHandler::name).toList();
    int problems = reports().stream().mapToInt(report -> report.problems().size()).sum();
    LOG.info(
        "Plugins: {} found, {} handlers started {}, {} problems",
        reports().size(),
        names.size(),
        names,
        problems);
  }
}
