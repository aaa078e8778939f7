package io.fswebhook.core.plugin;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin that was loaded.
 *
 * @param handlers those of its handlers that run
 * @param waiting those that were kept out by their settings or their start, and get what arrives
 *     meanwhile once they run
 * @param problems one sentence each
 */
record Plugin(
    PluginSource source,
    PluginClassLoader loader,
    List<ActiveHandler> handlers,
    List<Subscription> waiting,
    List<String> problems) {

  private static final Logger LOG = LoggerFactory.getLogger(Plugin.class);

  Plugin {
    handlers = List.copyOf(handlers);
    waiting = List.copyOf(waiting);
    problems = List.copyOf(problems);
  }

  Stream<Subscription> subscriptions() {
    return Stream.concat(handlers.stream().map(ActiveHandler::subscription), waiting.stream());
  }

  PluginReport report() {
    return new PluginReport(
        source.path(), handlers.stream().map(ActiveHandler::name).sorted().toList(), problems);
  }

  /** Stops the handlers one after the other, each within the bound, then closes the loader. */
  void stop(Duration bound) {
    handlers.forEach(handler -> stop(handler, bound));
    nameLeftThreads();
    closeLoader();
  }

  private void nameLeftThreads() {
    List<String> left = LeftThreads.of(loader);
    if (!left.isEmpty()) {
      LOG.warn(
          "Plugin {} leaves threads behind, which keep its classes in memory and may go on working: {}."
              + " Let its handlers end them in stop()",
          source.path(),
          String.join(", ", left));
    }
  }

  private void stop(ActiveHandler handler, Duration bound) {
    String what = "stop() of handler " + handler.name();
    String advice = "The receiver goes on without it; what it held may not have been given back";
    try {
      new BoundedCall(what, advice, loader, bound)
          .run(
              () -> {
                handler.stop();
                return true;
              });
      LOG.info("Handler {} of plugin {} is stopped", handler.name(), source.path());
    } catch (PluginFailure failure) {
      LOG.warn(failure.sentence(source));
    }
  }

  void closeLoader() {
    try {
      loader.close();
    } catch (IOException e) {
      LOG.warn("The jars of plugin {} could not be closed", source.path(), e);
    }
  }
}
