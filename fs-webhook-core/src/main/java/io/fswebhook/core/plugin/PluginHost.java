package io.fswebhook.core.plugin;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.core.lifecycle.SlowStep;
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
 * Finds, loads, starts, replaces and stops plugins. What a plugin throws ends here. Safe for use by
 * several threads.
 *
 * <ol>
 *   <li>{@link #load} starts what is there.
 *   <li>{@link #tell} hands the handlers over.
 *   <li>{@link #watch} goes on with what comes, goes and changes.
 *   <li>{@link #stopWatching}: nothing changes any more, what runs goes on.
 *   <li>{@link #close} stops all that is left.
 * </ol>
 */
public final class PluginHost implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

  private final PluginSettings settings;
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
    this.bounds = bounds;
    this.table = new PluginTable(clock);
    LeftLoaders left = new LeftLoaders(steady, table::addError);
    this.retire = new RetirePlugins(bounds.stop(), table::addError, left);
    this.copies = PrivateCopies.in(settings.copiesDir());
    this.change =
        new ChangePlugins(
            new FindPlugins(settings.pluginsDir()),
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
   * Loads and starts every plugin there is; one that fails is reported and left out.
   *
   * @param clock that handlers are given
   * @param steady decides whether files have been still
   * @throws StartException if the plugins folder cannot be made or read
   */
  public static PluginHost load(
      PluginSettings settings, HandlerSettingsSource handlers, Clock clock, Clock steady) {
    return load(settings, handlers, clock, steady, CallBounds.DEFAULT);
  }

  static PluginHost load(
      PluginSettings settings,
      HandlerSettingsSource handlers,
      Clock clock,
      Clock steady,
      CallBounds bounds) {
    List<FoundPlugin> found = pluginsDir(settings.pluginsDir());
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

  private static List<FoundPlugin> pluginsDir(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      List<FoundPlugin> found = new FindPlugins(folder).find();
      LOG.info("Looking for plugins in {}", folder);
      return found;
    } catch (IOException e) {
      throw new StartException(
          "The plugins folder "
              + folder
              + " cannot be made or read ("
              + Diagnosis.describe(e)
              + "). Let this user read and write it, or set fs.webhook.plugins.dir to another"
              + " folder.",
          e);
    }
  }

  /** Tells which handlers there are and, from now on, which come, go and are replaced. */
  public void tell(HandlerChanges changes) {
    table.tell(changes);
  }

  /** Takes what comes, goes and changes in the plugins folder from now on. */
  public synchronized void watch() {
    watch = WatchPlugins.start(change, settings.pluginsDir(), settings.pollInterval());
  }

  /** As the watch does; not while it watches. */
  void look() {
    change.look();
  }

  /** From now on no handler comes or goes. */
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
   * The names of the handlers that subscribe to an event, sorted; also of those that did not start,
   * so that what arrives meanwhile waits for them.
   */
  public List<String> subscribers(String eventName) {
    return table.subscribers(eventName);
  }

  /**
   * What each handler subscribes to, empty for every event; also of those that did not start, so
   * that what arrives meanwhile waits for them.
   */
  public Map<String, Set<String>> subscriptions() {
    return table.subscriptions();
  }

  /** One report a jar or folder, sorted by path, also of those that failed. */
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
