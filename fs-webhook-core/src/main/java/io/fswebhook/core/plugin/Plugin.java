package io.fswebhook.core.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loaded version of a plugin, from start to stop.
 *
 * @param handlers those that are started
 * @param waiting those that could not be started, whose deliveries wait for them
 * @param names of its handlers, including disabled ones
 * @param takenNames of its handlers that another plugin owns
 * @param problems one sentence each
 * @param reports of its handlers that were created, except those that another plugin owns
 * @param ended whether it was stopped
 */
record Plugin(
    PluginSource source,
    PluginClassLoader loader,
    List<ActiveHandler> handlers,
    List<Subscription> waiting,
    Set<String> names,
    Set<String> takenNames,
    List<String> problems,
    List<HandlerReport> reports,
    AtomicBoolean ended) {

  private static final Logger LOG = LoggerFactory.getLogger(Plugin.class);

  /** Interrupted threads need a moment to end. */
  private static final Duration THREADS_MAY_END_WITHIN = Duration.ofSeconds(1);

  Plugin {
    handlers = List.copyOf(handlers);
    waiting = List.copyOf(waiting);
    names = Set.copyOf(names);
    takenNames = Set.copyOf(takenNames);
    problems = List.copyOf(problems);
    reports = List.copyOf(reports);
  }

  static Plugin notStarted(LoadPlugin.Loaded loaded) {
    return new Plugin(
        loaded.source(),
        loaded.loader(),
        List.of(),
        List.of(),
        Set.of(),
        Set.of(),
        loaded.problems(),
        loaded.handlers().stream()
            .map(ReadDeclared::unset)
            .sorted(Comparator.comparing(HandlerReport::name))
            .toList(),
        new AtomicBoolean());
  }

  Path path() {
    return source.path();
  }

  String version() {
    return source.version().orElse("unknown");
  }

  boolean isRunning() {
    return !handlers.isEmpty();
  }

  List<String> handlerNames() {
    return handlers.stream().map(ActiveHandler::name).sorted().toList();
  }

  /**
   * Whether replacing the other would lose a working or waiting handler because of a failure.
   *
   * @param dropped handlers that are not wanted any more
   */
  boolean isWorseThan(Plugin other, Set<String> dropped) {
    return !problems.isEmpty()
        && !(holds(handlerNames(), other.handlerNames(), dropped)
            && holds(names, other.names, dropped));
  }

  private static boolean holds(
      Collection<String> now, Collection<String> before, Set<String> dropped) {
    return before.stream().allMatch(name -> now.contains(name) || dropped.contains(name));
  }

  /** Its handlers that are not set up any more. */
  Set<String> dropped(ChosenNames now) {
    return reports.stream()
        .filter(now::isDropped)
        .map(HandlerReport::name)
        .collect(Collectors.toSet());
  }

  /** Problems that do not keep it from running, one sentence each. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>(source.warnings());
    for (HandlerReport report : reports) {
      report.warnings().forEach(each -> warnings.add("Plugin " + path() + ": " + each + "."));
    }
    for (Map.Entry<String, Set<String>> calls : loader.exitCalls().entrySet()) {
      warnings.add(
          new PluginFailure(
                  "class "
                      + calls.getKey()
                      + " calls "
                      + calls.getValue().stream().sorted().collect(Collectors.joining(" and "))
                      + ", which would end the server and fails in a plugin",
                  "Throw an exception instead")
              .sentence(path()));
    }
    return warnings;
  }

  /**
   * Stops the handlers one after the other, each within the time-out, then closes the loader. Runs
   * once; a second caller waits for the first.
   *
   * @return what went wrong, one sentence each
   */
  synchronized List<String> end(Duration bound) {
    if (ended.getAndSet(true)) {
      return List.of();
    }
    List<String> trouble = new ArrayList<>();
    for (ActiveHandler handler : handlers) {
      try {
        stop(handler, bound);
      } catch (PluginFailure failure) {
        trouble.add(failure.sentence(path()));
      }
    }
    List<String> left = new LeftThreads(loader).after(THREADS_MAY_END_WITHIN);
    if (!left.isEmpty()) {
      trouble.add(
          new PluginFailure(
                  "it leaves threads running, which keep its classes in memory: "
                      + String.join(", ", left),
                  "Its handlers must end them in stop()")
              .sentence(path()));
    }
    for (String sentence : trouble) {
      LOG.warn(sentence);
    }
    close();
    return trouble;
  }

  private void stop(ActiveHandler handler, Duration bound) throws PluginFailure {
    String what = "stop() of handler " + handler.name();
    String advice = "The receiver goes on without it; what it held may not have been given back";
    new BoundedCall(what, advice, loader, bound)
        .run(
            () -> {
              handler.stop();
              return true;
            });
    LOG.info("Handler {} of plugin {} is stopped", handler.name(), path());
  }

  private void close() {
    try {
      loader.close();
    } catch (IOException e) {
      LOG.warn("Failed to close the jars of plugin {}", path(), e);
    }
    Path copy = source.copy();
    if (copy != null) {
      PrivateCopies.delete(copy);
    }
  }
}
