package io.fswebhook.plugins.sample.support;

import io.fswebhook.api.Delivery;
import io.fswebhook.core.plugin.ActiveHandler;
import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.plugin.HandlerSettings;
import io.fswebhook.core.plugin.PluginHost;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.core.plugin.PluginSettings;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's folder as it is shipped, in the receiver's own plugin host: behind its class loader,
 * with nothing on the class path to help out. Closing it stops the handler.
 */
public final class LoadedPlugin implements AutoCloseable {

  private @Nullable PluginHost host;
  private @Nullable WeakReference<ClassLoader> loader;

  private LoadedPlugin(PluginHost host) {
    this.host = host;
  }

  /**
   * Copies the folder into a plugins folder and loads it.
   *
   * @param root where the receiver's folders are made
   * @param settings by the key after the handler's name
   */
  public static LoadedPlugin load(Path folder, Path root, Map<String, String> settings)
      throws IOException {
    Path plugins = Files.createDirectories(root.resolve("plugins"));
    copy(folder, plugins.resolve(folder.getFileName()));
    return new LoadedPlugin(
        PluginHost.load(
            new PluginSettings(
                plugins,
                Duration.ofSeconds(5),
                List.of(),
                root.resolve("work"),
                root.resolve("copies")),
            handler -> handlerSettings(settings),
            Clock.systemUTC(),
            Clock.systemUTC()));
  }

  /** What the receiver reports as wrong with it. */
  public List<String> problems() {
    return Objects.requireNonNull(host).reports().stream()
        .map(PluginReport::problems)
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Hands a delivery to its one handler, as a handler queue does; throws what the handler throws.
   */
  public void handle(Delivery delivery) throws Exception {
    if (host == null) {
      throw new IllegalStateException("closed");
    }
    List<ActiveHandler> handlers = host.handlers();
    if (handlers.size() != 1) {
      throw new IllegalStateException("one handler must have started, but " + problems());
    }
    handlers.get(0).handle(watched(delivery));
  }

  /** Keeps nothing of the plugin. */
  @Override
  public void close() {
    if (host != null) {
      host.close();
      host = null;
    }
  }

  /** After the close: waits until no thread and no cache holds the plugin's classes any more. */
  public void awaitCollected(Duration limit) {
    WeakReference<ClassLoader> held = Objects.requireNonNull(loader, "nothing was handled");
    long end = System.nanoTime() + limit.toNanos();
    while (held.get() != null) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "the plugin's class loader is still held; threads: "
                + Thread.getAllStackTraces().keySet());
      }
      System.gc();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** Notes the class loader behind which the handler asks it for its event. */
  private Delivery watched(Delivery delivery) {
    return (Delivery)
        Proxy.newProxyInstance(
            Delivery.class.getClassLoader(),
            new Class<?>[] {Delivery.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("event")) {
                loader = new WeakReference<>(Thread.currentThread().getContextClassLoader());
              }
              return method.invoke(delivery, arguments);
            });
  }

  private static HandlerSettings handlerSettings(Map<String, String> settings) {
    return new HandlerSettings(
        true,
        AttemptSettings.DEFAULT,
        key -> Optional.ofNullable(settings.get(key)),
        settings,
        Set.of());
  }

  private static void copy(Path folder, Path into) throws IOException {
    Files.createDirectories(into);
    try (Stream<Path> jars = Files.list(folder)) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, into.resolve(jar.getFileName()));
      }
    }
  }
}
