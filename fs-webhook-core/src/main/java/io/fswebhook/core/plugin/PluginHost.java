package io.fswebhook.core.plugin;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.core.lifecycle.SlowStep;
import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds, loads, starts, replaces and stops plugins. No exception of a plugin gets past it.
 * Thread-safe.
 *
 * <ol>
 *   <li>{@link #load} starts the plugins present.
 *   <li>{@link #tell} hands the handlers over.
 *   <li>{@link #watch} follows added, changed and deleted plugins.
 *   <li>{@link #stopWatching}: no more changes, running handlers keep running.
 *   <li>{@link #close} stops all remaining plugins.
 * </ol>
 */
public final class PluginHost implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

  private final PluginSettings settings;
  private final HandlerSettingsSource handlers;
  private final Clock clock;
  private final CallBounds bounds;
  private final PluginTable table;
  private final RetirePlugins retire;
  private final PrivateCopies copies;
  private final ChangePlugins change;
  private final Closer opened = new Closer();
  private @Nullable WatchPlugins watch;

  private PluginHost(
      PluginSettings settings,
      HandlerSettingsSource handlers,
      Clock clock,
      Clock steady,
      CallBounds bounds) {
    this.settings = settings;
    this.clock = clock;
    this.bounds = bounds;
    this.handlers = handlers;
    this.table = new PluginTable(new ChosenNames(handlers).setUp(), clock);
    LeftLoaders left = new LeftLoaders(steady, table::addError);
    this.retire = new RetirePlugins(bounds.stop(), table::addError, left);
    this.copies = PrivateCopies.in(settings.copiesDir());
    this.change =
        new ChangePlugins(
            new FindPlugins(settings.pluginsDir(), settings.watched()),
            new TakePlugin(copies),
            new OpenPlugin(handlers, settings.workDir(), clock, bounds, new HandlerNameOwners()),
            table,
            retire,
            new Debounce(steady),
            left);
    opened.add(copies::close);
    opened.add(this::endAll);
    opened.add(retire::close);
    opened.add(this::stopWatching);
  }

  /**
   * Loads and starts every plugin present; reports and skips those that fail.
   *
   * @param clock the handlers' clock
   * @param steady decides whether files are unchanged long enough
   * @throws StartException if the plugins folder cannot be created or read
   */
  public static PluginHost load(
      PluginSettings settings, HandlerSettingsSource handlers, Clock clock, Clock steady) {
    return load(settings, handlers, clock, steady, CallBounds.DEFAULT);
  }

  /** Of a node that calls no handlers. */
  public static PluginHost withoutPlugins(
      PluginSettings settings, HandlerSettingsSource handlers, Clock clock, Clock steady) {
    return new PluginHost(settings, handlers, clock, steady, CallBounds.DEFAULT);
  }

  static PluginHost load(
      PluginSettings settings,
      HandlerSettingsSource handlers,
      Clock clock,
      Clock steady,
      CallBounds bounds) {
    List<FoundPlugin> found = pluginsDir(settings);
    PluginHost host = new PluginHost(settings, handlers, clock, steady, bounds);
    try {
      host.takeAll(found);
      return host;
    } catch (RuntimeException | Error e) {
      host.opened.closeAfter(e);
      throw e;
    }
  }

  private void takeAll(List<FoundPlugin> found) {
    found.forEach(this::take);
    Set<Path> seen =
        found.stream().map(each -> Jars.realPath(each.path())).collect(Collectors.toSet());
    for (Path folder : settings.serverLibDirs()) {
      new FindServerPlugins(seen).in(folder).forEach(this::take);
    }
    logSummary();
  }

  private void take(FoundPlugin plugin) {
    SlowStep.of("loading plugin " + plugin.path().getFileName(), () -> change.take(plugin));
  }

  private static List<FoundPlugin> pluginsDir(PluginSettings settings) {
    Path folder = settings.pluginsDir();
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      List<FoundPlugin> found = new FindPlugins(folder, settings.watched()).find();
      LOG.info("Looking for plugins in {}", folder);
      return found;
    } catch (IOException e) {
      throw new StartException(
          "The plugins folder "
              + folder
              + " cannot be created or read ("
              + Reasons.of(e)
              + "). Let this user read and write it, or set fs.webhook.plugins.dir to another"
              + " folder.",
          e);
    }
  }

  /** Reports the current handlers and all later changes. */
  public void tell(HandlerChanges changes) {
    table.tell(changes);
  }

  /**
   * Checks changed settings of the handlers that are known.
   *
   * @throws StartException if one is wrong
   */
  public void check(HandlerSettingsSource changed) {
    new CheckHandlerSettings(changed, handlers.types(), settings.workDir(), clock).of(reports());
  }

  /**
   * Starts the plugins of these handlers again, and calls all others as their settings say now.
   * Waits until they have started, each at most its time-out.
   */
  public void restart(Set<String> handlers) {
    change.restart(handlers);
  }

  /** Follows changes in the plugins folder from now on. */
  public synchronized void watch() {
    watch = WatchPlugins.start(change, settings.pluginsDir(), settings.pollInterval());
  }

  /** Scans once, like the watch; not to be called while it runs. */
  void look() {
    change.look();
  }

  /** From now on handlers are neither added nor removed. */
  public synchronized void stopWatching() {
    table.close();
    if (watch != null) {
      watch.close();
    }
  }

  /** The handlers that run, sorted by name. */
  public List<ActiveHandler> handlers() {
    return table.handlers();
  }

  /**
   * Event names by handler, empty for every event; including handlers that did not start, whose
   * deliveries wait for them.
   */
  public Map<String, Set<String>> subscriptions() {
    return table.subscriptions();
  }

  /** One report per jar or folder, sorted by path, including those that failed. */
  public List<PluginReport> reports() {
    return table.reports();
  }

  /** Stops every handler, then closes its class loader. */
  @Override
  public void close() {
    opened.close();
  }

  private void endAll() {
    Closer all = new Closer();
    for (PluginSlot slot : table.slots()) {
      Plugin plugin = slot.plugin();
      if (plugin != null) {
        all.add(() -> plugin.end(bounds.stop()));
      }
    }
    all.close();
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
