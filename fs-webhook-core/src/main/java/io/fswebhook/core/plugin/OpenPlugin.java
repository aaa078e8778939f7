package io.fswebhook.core.plugin;

import io.fswebhook.api.EventHandler;
import io.fswebhook.core.plugin.CreateHandler.Created;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plugins that were found become plugins that run, one after the other. */
final class OpenPlugin {

  private static final Logger LOG = LoggerFactory.getLogger(OpenPlugin.class);

  private final HandlerSettingsSource settings;
  private final Path workRoot;
  private final Clock clock;
  private final CallBounds bounds;

  /** A name stays with the first that bears it also when that one fails: no race for a name. */
  private final Map<String, Path> ownerOfName = new HashMap<>();

  OpenPlugin(HandlerSettingsSource settings, Path workRoot, Clock clock, CallBounds bounds) {
    this.settings = settings;
    this.workRoot = workRoot;
    this.clock = clock;
    this.bounds = bounds;
  }

  Plugin open(PluginSource source) {
    PluginClassLoader loader = new PluginClassLoader(source);
    List<ActiveHandler> handlers = new ArrayList<>();
    List<Subscription> waiting = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    if (source.handlerClasses().isEmpty()) {
      problems.add(
          new PluginFailure(
                  PluginJar.SERVICE_FILE + " names no class",
                  "Write the full name of the handler's class into that file")
              .sentence(source));
    }
    for (String className : source.handlerClasses()) {
      try {
        Created created = new CreateHandler(loader, bounds.start()).create(className);
        claim(created.name(), source);
        waiting.add(created.subscription());
        start(source, loader, created).ifPresent(handlers::add);
        waiting.remove(created.subscription());
      } catch (PluginFailure failure) {
        problems.add(failure.sentence(source));
      }
    }
    problems.forEach(LOG::warn);
    Plugin plugin = new Plugin(source, loader, handlers, waiting, problems);
    if (handlers.isEmpty()) {
      plugin.closeLoader();
    }
    return plugin;
  }

  /** Empty for a handler that is not to run. */
  private Optional<ActiveHandler> start(
      PluginSource source, PluginClassLoader loader, Created created) throws PluginFailure {
    String name = created.name();
    HandlerSettings handlerSettings = settingsOf(name);
    if (!handlerSettings.enabled()) {
      LOG.info(
          "Handler {} of plugin {} is not started: fs.webhook.handlers.{}.enabled is false",
          name,
          source.path(),
          name);
      return Optional.empty();
    }
    start(loader, created, new PluginContext(name, handlerSettings, workRoot, clock));
    LOG.info(
        "Plugin {} (version {}) gave handler {} for {}",
        source.path(),
        source.version().orElse("unknown"),
        name,
        created.eventNames().isEmpty() ? "every event" : created.eventNames());
    return Optional.of(
        new ActiveHandler(name, created.eventNames(), created.handler(), handlerSettings));
  }

  private void claim(String name, PluginSource source) throws PluginFailure {
    Path owner = ownerOfName.putIfAbsent(name, source.path());
    if (owner != null) {
      throw new PluginFailure(
          "the handler name " + name + " is taken by " + owner,
          "Remove one of the two, or give one another name");
    }
  }

  private HandlerSettings settingsOf(String name) throws PluginFailure {
    try {
      return settings.of(name);
    } catch (RuntimeException e) {
      String reason = e instanceof IllegalArgumentException ? e.getMessage() : e.toString();
      throw new PluginFailure(
          "the settings of handler " + name + " are wrong: " + reason,
          "Correct that setting and start again");
    }
  }

  private void start(PluginClassLoader loader, Created created, PluginContext context)
      throws PluginFailure {
    EventHandler handler = created.handler();
    String advice =
        "Correct what it misses (its settings are fs.webhook.handlers."
            + created.name()
            + ".*) and start again; its deliveries wait until then";
    new BoundedCall("start() of handler " + created.name(), advice, loader, bounds.start())
        .run(
            () -> {
              handler.start(context);
              return true;
            });
  }
}
