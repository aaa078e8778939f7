package io.fswebhook.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects class-loader leaks of stopped plugins and reports each one once. Forces no garbage
 * collection: some time after the stop it creates an unreferenced class loader, and once that one
 * has been collected, the plugin's should be too. Thread-safe.
 */
final class LeftLoaders {

  private static final Logger LOG = LoggerFactory.getLogger(LeftLoaders.class);

  private static final String HTTP_CLIENT_ADVICE =
      "Before JDK 21 an HttpClient cannot be closed, and ends only once it is garbage-collected: keep"
          + " one client in a field of the handler, never in a static one, end its requests before"
          + " stop() returns, or use HttpURLConnection; from JDK 21 on, call its close() in stop()";

  /** A plugin's resources may need a moment to end. */
  static final Duration GRACE = Duration.ofMinutes(2);

  private final Clock steady;
  private final BiConsumer<Path, String> trouble;
  private final List<Left> all = new ArrayList<>();

  private static final class Left {

    private final WeakReference<PluginClassLoader> loader;
    private final Path plugin;
    private final String version;
    private Instant since;
    private @Nullable WeakReference<ClassLoader> nobodys;
    private boolean mayEndLater = true;

    private Left(PluginClassLoader loader, Plugin plugin, Instant since) {
      this.loader = new WeakReference<>(loader);
      this.plugin = plugin.path();
      this.version = plugin.version();
      this.since = since;
    }
  }

  /**
   * Creates a leak detector.
   *
   * @param trouble receives the leaks, by plugin
   */
  LeftLoaders(Clock steady, BiConsumer<Path, String> trouble) {
    this.steady = steady;
    this.trouble = trouble;
  }

  /** Watches a stopped plugin. */
  synchronized void add(Plugin plugin) {
    all.add(new Left(plugin.loader(), plugin, steady.instant()));
  }

  /** Call periodically. A failure here must not prevent the loading of plugins. */
  synchronized void look() {
    try {
      lookAtEach();
    } catch (RuntimeException | LinkageError e) {
      all.clear();
      LOG.debug("Leaks of stopped plugins cannot be detected", e);
    }
  }

  private void lookAtEach() {
    for (Iterator<Left> each = all.iterator(); each.hasNext(); ) {
      Left left = each.next();
      PluginClassLoader loader = left.loader.get();
      if (loader == null) {
        each.remove();
      } else if (left.nobodys == null) {
        if (Duration.between(left.since, steady.instant()).compareTo(GRACE) >= 0) {
          left.nobodys = new WeakReference<>(Nobodys.make());
        }
      } else if (left.nobodys.get() == null && !waitsForItsClients(left, loader)) {
        each.remove();
        report(left, loader);
      }
    }
  }

  /**
   * The thread of an HttpClient ends some seconds after the client was collected, and only then can
   * the loader be: watched once more.
   */
  private boolean waitsForItsClients(Left left, PluginClassLoader loader) {
    if (!left.mayEndLater || new LeftThreads(loader).ofHttpClients().isEmpty()) {
      return false;
    }
    left.mayEndLater = false;
    left.since = steady.instant();
    left.nobodys = null;
    return true;
  }

  private void report(Left left, PluginClassLoader loader) {
    LoaderHolders holders = new LoaderHolders(loader);
    String sentence =
        new PluginFailure(
                "its version "
                    + left.version
                    + " has stopped, but its classes are still in memory: "
                    + holders.words(),
                "Its handlers must release in stop() what they registered or started; until the receiver is restarted, each replacement takes more memory"
                    + holders.adviceForHttpClients())
            .sentence(left.plugin);
    LOG.warn(sentence);
    trouble.accept(left.plugin, sentence);
  }

  /** Defines a class, because loaders with classes are collected later than others. */
  private static final class Nobodys extends ClassLoader {

    private static final String CLASS = LeftLoaders.class.getName();

    private Nobodys() {
      super(ClassLoader.getPlatformClassLoader());
    }

    private static ClassLoader make() {
      String file = CLASS.substring(CLASS.lastIndexOf('.') + 1) + ".class";
      try (InputStream stream =
          Objects.requireNonNull(LeftLoaders.class.getResourceAsStream(file), file)) {
        Nobodys loader = new Nobodys();
        byte[] bytes = stream.readAllBytes();
        loader.defineClass(CLASS, bytes, 0, bytes.length);
        return loader;
      } catch (IOException e) {
        throw new IllegalStateException(file + " cannot be read", e);
      }
    }
  }

  /** What may reference a plugin's class loader, as far as the JVM can tell. */
  private record LoaderHolders(PluginClassLoader loader) {

    /** The references found, or a guess. */
    String words() {
      List<String> found = new ArrayList<>();
      add(found, "threads", new LeftThreads(loader).after(Duration.ZERO));
      add(found, "threads of java.net.http.HttpClient", httpClients());
      add(found, "JDBC drivers registered with DriverManager", loader.drivers());
      add(found, "MBeans", beans());
      add(found, "security providers", providers());
      add(found, "handlers of java.util.logging", logHandlers());
      return found.isEmpty()
          ? "the JVM does not say what holds them; it may be a shutdown hook, a thread's local variable or a static field of one of the server's libraries"
          : "they are held by " + String.join(", and by ", found);
    }

    private List<String> httpClients() {
      return new LeftThreads(loader).ofHttpClients();
    }

    String adviceForHttpClients() {
      return httpClients().isEmpty() ? "" : ". " + HTTP_CLIENT_ADVICE;
    }

    private static void add(List<String> found, String what, List<String> names) {
      if (!names.isEmpty()) {
        found.add(what + " (" + String.join(", ", names) + ")");
      }
    }

    private List<String> beans() {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      return server.queryNames(null, null).stream()
          .filter(name -> loader.isOrMade(loaderOf(name, server)))
          .map(ObjectName::toString)
          .sorted()
          .toList();
    }

    private static @Nullable ClassLoader loaderOf(ObjectName name, MBeanServer server) {
      try {
        return server.getClassLoaderFor(name);
      } catch (InstanceNotFoundException e) {
        return null;
      }
    }

    private List<String> providers() {
      return Arrays.stream(Security.getProviders())
          .filter(provider -> loader.isOrMade(provider.getClass().getClassLoader()))
          .map(provider -> provider.getClass().getName())
          .toList();
    }

    private List<String> logHandlers() {
      List<String> found = new ArrayList<>();
      LogManager manager = LogManager.getLogManager();
      for (String name : Collections.list(manager.getLoggerNames())) {
        var logger = manager.getLogger(name);
        if (logger != null) {
          for (Handler handler : logger.getHandlers()) {
            if (loader.isOrMade(handler.getClass().getClassLoader())) {
              found.add(handler.getClass().getName() + " at '" + name + "'");
            }
          }
        }
      }
      return found;
    }
  }
}
