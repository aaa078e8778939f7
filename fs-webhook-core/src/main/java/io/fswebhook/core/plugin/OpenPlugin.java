package io.fswebhook.core.plugin;

import io.fswebhook.api.EventHandler;
import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.core.plugin.CreateHandler.Created;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads a plugin and starts its handlers, which receive nothing yet. */
record OpenPlugin(
    HandlerSettingsSource settings,
    Path workRoot,
    Clock clock,
    CallBounds bounds,
    HandlerNameOwners names) {

  private static final Logger LOG = LoggerFactory.getLogger(OpenPlugin.class);

  Plugin open(PluginSource source) {
    LoadPlugin.Loaded loaded = new LoadPlugin(bounds.start()).load(source);
    Begun begun = new Begun(loaded);
    try {
      for (Created created : loaded.handlers()) {
        beginAll(created, begun);
      }
      return begun.asPlugin();
    } catch (RuntimeException | Error e) { // it is opened again, so running handlers must stop
      Closer started = new Closer();
      started.add(() -> begun.asPlugin().end(bounds.stop()));
      started.closeAfter(e);
      throw e;
    }
  }

  /** A plugin being started. */
  private static final class Begun {

    private final LoadPlugin.Loaded loaded;
    private final List<ActiveHandler> handlers = new ArrayList<>();
    private final List<Subscription> waiting = new ArrayList<>();
    private final Set<String> own = new HashSet<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, HandlerReport> reports = new TreeMap<>();
    private final List<String> problems;

    private Begun(LoadPlugin.Loaded loaded) {
      this.loaded = loaded;
      this.problems = new ArrayList<>(loaded.problems());
    }

    private Path path() {
      return loaded.source().path();
    }

    private Plugin asPlugin() {
      return new Plugin(
          loaded.source(),
          loaded.loader(),
          handlers,
          waiting,
          own,
          taken,
          problems,
          List.copyOf(reports.values()),
          new AtomicBoolean());
    }
  }

  /** Under its own name, and under those that operators chose for its type. */
  private void beginAll(Created created, Begun begun) {
    try {
      claim(created.type(), begun);
    } catch (PluginFailure failure) {
      begun.problems.add(failure.sentence(begun.path()));
      return;
    }
    Set<String> chosen = chosenNames().of(created.type(), created.multipleInstances());
    if (!chosen.contains(created.type())) {
      LOG.info(
          "Handler {} of plugin {} runs only as {}, since nothing is set for it under its own name",
          created.type(),
          begun.path(),
          chosen);
    }
    for (String name : chosen) {
      if (name.equals(created.name())) {
        begin(created, begun);
      } else {
        beginAnother(created, name, begun);
      }
    }
  }

  private void beginAnother(Created first, String name, Begun begun) {
    try {
      if (begun.loaded.handlers().stream().anyMatch(other -> other.name().equals(name))) {
        throw new PluginFailure(
            "fs.webhook.handlers." + name + ".type gives a handler the name of another type",
            "Choose another name");
      }
      claim(name, begun);
      Created created = begun.loaded.create(bounds.start()).another(first, name);
      begin(created, begun);
    } catch (PluginFailure failure) {
      begun.problems.add(failure.sentence(begun.path()));
    }
  }

  private void claim(String name, Begun begun) throws PluginFailure {
    Optional<Path> owner = names.claim(name, begun.path());
    if (owner.isPresent()) {
      begun.taken.add(name);
      throw settings.types().containsKey(name)
          ? chosenTwice(name, owner.get())
          : nameTaken(name, owner.get());
    }
    begun.own.add(name);
  }

  ChosenNames chosenNames() {
    return new ChosenNames(settings);
  }

  private void begin(Created created, Begun begun) {
    Path path = begun.path();
    try {
      begun.waiting.add(created.subscription());
      begun.reports.put(created.name(), ReadDeclared.unset(created));
      start(begun, created).ifPresent(begun.handlers::add);
      begun.waiting.remove(created.subscription());
    } catch (PluginFailure failure) {
      begun.problems.add(failure.sentence(path));
      begun.reports.computeIfPresent(
          created.name(), (name, report) -> report.failed(failure.text()));
    }
  }

  static PluginFailure nameTaken(String name, Path owner) {
    return new PluginFailure(
        "the handler name " + name + " is taken by " + owner,
        "Remove one of the two, or rename one");
  }

  private static PluginFailure chosenTwice(String name, Path owner) {
    return new PluginFailure(
        "the handler name " + name + " is taken by " + owner,
        "Choose another name in place of fs.webhook.handlers." + name + ".type");
  }

  /** Empty for a disabled handler. */
  private Optional<ActiveHandler> start(Begun begun, Created created) throws PluginFailure {
    LoadPlugin.Loaded loaded = begun.loaded;
    String name = created.name();
    HandlerSettings handlerSettings = settingsOf(name);
    if (!handlerSettings.enabled()) {
      LOG.info(
          "Handler {} of plugin {} is disabled: fs.webhook.handlers.{}.enabled is false",
          name,
          loaded.source().path(),
          name);
      return Optional.empty();
    }
    PluginContext context = new PluginContext(name, handlerSettings, workRoot, clock);
    ReadDeclared declared = new ReadDeclared(created, handlerSettings, context);
    begun.reports.put(name, declared.report());
    declared.check();
    start(loaded, created, context);
    return Optional.of(
        new ActiveHandler(name, created.eventNames(), created.handler(), handlerSettings));
  }

  private HandlerSettings settingsOf(String name) throws PluginFailure {
    try {
      return settings.of(name);
    } catch (RuntimeException e) {
      String reason = e instanceof IllegalArgumentException ? e.getMessage() : e.toString();
      throw new PluginFailure(
          "the settings of handler " + name + " are wrong: " + reason, "Correct the setting");
    }
  }

  private void start(LoadPlugin.Loaded loaded, Created created, PluginContext context)
      throws PluginFailure {
    EventHandler handler = created.handler();
    String advice =
        "Correct what it misses and copy the plugin again, or correct its settings"
            + " (fs.webhook.handlers."
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
