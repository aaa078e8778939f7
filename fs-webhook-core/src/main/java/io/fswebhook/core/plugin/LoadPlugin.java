package io.fswebhook.core.plugin;

import io.fswebhook.core.plugin.CreateHandler.Created;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Loads the handlers of a plugin without starting them. */
record LoadPlugin(Duration bound) {

  /**
   * A loaded plugin.
   *
   * @param loader to be closed by the caller
   * @param problems one sentence for each handler that could not be created
   */
  record Loaded(
      PluginSource source,
      PluginClassLoader loader,
      List<Created> handlers,
      List<String> problems) {

    Loaded {
      handlers = List.copyOf(handlers);
      problems = List.copyOf(problems);
    }

    CreateHandler create(Duration bound) {
      return new CreateHandler(loader, bound);
    }
  }

  Loaded load(PluginSource source) {
    PluginClassLoader loader = new PluginClassLoader(source);
    try {
      return load(source, loader);
    } catch (RuntimeException | Error e) {
      closeAfter(e, loader);
      throw e;
    }
  }

  private static void closeAfter(Throwable failure, PluginClassLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private Loaded load(PluginSource source, PluginClassLoader loader) {
    List<Created> handlers = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    if (source.handlerClasses().isEmpty()) {
      problems.add(
          new PluginFailure(
                  PluginJar.SERVICE_FILE + " names no class",
                  "Write the full name of the handler's class into that file")
              .sentence(source.path()));
    }
    for (String className : source.handlerClasses()) {
      try {
        Created created = new CreateHandler(loader, bound).create(className);
        checkIsFirst(created.name(), handlers);
        handlers.add(created);
      } catch (PluginFailure failure) {
        problems.add(failure.sentence(source.path()));
      }
    }
    return new Loaded(source, loader, handlers, problems);
  }

  private static void checkIsFirst(String name, List<Created> before) throws PluginFailure {
    if (before.stream().anyMatch(created -> created.name().equals(name))) {
      throw new PluginFailure(
          "two of its handlers have the name " + name, "Give one of the two another name");
    }
  }
}
