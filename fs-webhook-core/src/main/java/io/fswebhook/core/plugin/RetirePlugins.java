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
 * Ends plugins that are not needed any more, each on a thread of its own as soon as nothing of it
 * runs. Safe for use by several threads.
 */
final class RetirePlugins implements AutoCloseable {

  private final Duration stopBound;
  private final BiConsumer<Path, String> trouble;
  private final LeftLoaders left;
  private final Map<Plugin, List<CompletableFuture<Void>>> drains = new HashMap<>();

  /**
   * Ends plugins.
   *
   * @param trouble is told what went wrong at the end of which plugin
   * @param left is told which have ended
   */
  RetirePlugins(Duration stopBound, BiConsumer<Path, String> trouble, LeftLoaders left) {
    this.stopBound = stopBound;
    this.trouble = trouble;
    this.left = left;
  }

  /** The plugin is not to be ended before this. */
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

  /** Ends those that are left without waiting any longer for what they run. */
  @Override
  public void close() {
    List<Plugin> running;
    synchronized (this) {
      running = List.copyOf(drains.keySet());
    }
    running.forEach(this::end);
  }
}
