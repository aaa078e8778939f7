package io.fswebhook.core.plugin;

import io.fswebhook.api.EventHandler;
import io.fswebhook.core.plugin.CreateHandler.Created;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be loaded becomes a plugin whose handlers are started, and get nothing yet. */
record OpenPlugin(
    HandlerSettingsSource settings,
    Path workRoot,
    Clock clock,
    CallBounds bounds,
    HandlerNames names) {

  private static final Logger LOG = LoggerFactory.getLogger(OpenPlugin.class);

  Plugin open(PluginSource source) {
    LoadPlugin.Loaded loaded = new LoadPlugin(bounds.start()).load(source);
    List<ActiveHandler> handlers = new ArrayList<>();
    List<Subscription> waiting = new ArrayList<>();
    Set<String> own = new HashSet<>();
    Set<String> taken = new HashSet<>();
    List<String> problems = new ArrayList<>(loaded.problems());
    for (Created created : loaded.handlers()) {
      try {
        Optional<Path> owner = names.claim(created.name(), source.path());
        if (owner.isPresent()) {
          taken.add(created.name());
          throw nameTaken(created.name(), owner.get());
        }
        own.add(created.name());
        waiting.add(created.subscription());
        start(loaded, created).ifPresent(handlers::add);
        waiting.remove(created.subscription());
      } catch (PluginFailure failure) {
        problems.add(failure.sentence(source.path()));
      }
    }
    return new Plugin(source, loaded.loader(), handlers, waiting, own, taken, problems);
  }

  private static PluginFailure nameTaken(String name, Path owner) {
    return new PluginFailure(
        "the handler name " + name + " is taken by " + owner,
        "Remove one of the two, or give one another name");
  }

  /** Empty for a handler that is not to run. */
  private Optional<ActiveHandler> start(LoadPlugin.Loaded loaded, Created created)
      throws PluginFailure {
    String name = created.name();
    HandlerSettings handlerSettings = settingsOf(name);
    if (!handlerSettings.enabled()) {
      LOG.info(
          "Handler {} of plugin {} is not started: fs.webhook.handlers.{}.enabled is false",
          name,
          loaded.source().path(),
          name);
      return Optional.empty();
    }
    start(loaded, created, new PluginContext(name, handlerSettings, workRoot, clock));
    return Optional.of(
        new ActiveHandler(name, created.eventNames(), created.handler(), handlerSettings));
  }

  private HandlerSettings settingsOf(String name) throws PluginFailure {
    try {
      return settings.of(name);
    } catch (RuntimeException e) {
      String reason = e instanceof IllegalArgumentException ? e.getMessage() : e.toString();
      throw new PluginFailure(
          "the settings of handler " + name + " are wrong: " + reason,
          "Correct that setting and start the receiver again");
    }
  }

  private void start(LoadPlugin.Loaded loaded, Created created, PluginContext context)
      throws PluginFailure {
    EventHandler handler = created.handler();
    String advice =
        "Correct what it misses and copy the plugin again, or start the receiver again where a"
            + " setting was wrong (fs.webhook.handlers."
            + created.name()
            + ".*); its deliveries wait until then";
    new BoundedCall("start() of handler " + created.name(), advice, loaded.loader(), bounds.start())
        .run(
            () -> {
              handler.start(context);
              return true;
            });
  }
}
