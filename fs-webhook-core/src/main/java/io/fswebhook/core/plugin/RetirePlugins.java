package io.fswebhook.core.plugin;

import io.fswebhook.core.lifecycle.DaemonThread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * Stops plugins that are no longer needed, each on a separate thread once its attempts have
 * finished. Thread-safe.
 */
final class RetirePlugins implements AutoCloseable {

  private final Duration stopBound;
  private final BiConsumer<Path, String> trouble;
  private final LeftLoaders left;
  private final Map<Plugin, List<CompletableFuture<Void>>> drains = new HashMap<>();

  /** {@code trouble} receives problems of stopping, by plugin; {@code left} the stopped plugins. */
  RetirePlugins(Duration stopBound, BiConsumer<Path, String> trouble, LeftLoaders left) {
    this.stopBound = stopBound;
    this.trouble = trouble;
    this.left = left;
  }

  /** The plugin must not be stopped before this completes. */
  synchronized void await(Plugin plugin, CompletionStage<Void> drained) {
    drains.computeIfAbsent(plugin, key -> new ArrayList<>()).add(drained.toCompletableFuture());
  }

  /** Returns at once. */
  void retire(Plugin plugin) {
    CompletableFuture<?>[] all;
    synchronized (this) {
      all =
          drains
              .computeIfAbsent(plugin, key -> new ArrayList<>())
              .toArray(CompletableFuture<?>[]::new);
    }
    var unused =
        CompletableFuture.allOf(all).whenComplete((done, failure) -> endOnItsOwnThread(plugin));
  }

  private void endOnItsOwnThread(Plugin plugin) {
    DaemonThread.of("fs-webhook-plugin-end: " + plugin.path(), () -> end(plugin)).start();
  }

  private void end(Plugin plugin) {
    plugin.end(stopBound).forEach(sentence -> trouble.accept(plugin.path(), sentence));
    left.add(plugin);
    synchronized (this) {
      drains.remove(plugin);
    }
  }

  /** Stops the remaining plugins without waiting for their attempts. */
  @Override
  public void close() {
    List<Plugin> running;
    synchronized (this) {
      running = List.copyOf(drains.keySet());
    }
    running.forEach(this::end);
  }
}
