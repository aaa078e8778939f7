package io.fswebhook.core.plugin;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads that a plugin started and did not end: they keep its classes in memory, and may keep
 * working. Identified by their class, or by their context class loader, which threads inherit. The
 * JDK does not list virtual threads.
 */
record LeftThreads(PluginClassLoader loader) {

  /** Their sorted names, after waiting at most this long for them to end. */
  List<String> after(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    List<String> left = names();
    while (!left.isEmpty() && System.nanoTime() < end) {
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return names();
      }
      left = names();
    }
    return left;
  }

  private List<String> names() {
    return Arrays.stream(all())
        .filter(Objects::nonNull)
        .filter(thread -> thread != Thread.currentThread() && isOfPlugin(thread))
        .filter(thread -> !endsWithItsClient(thread))
        .map(Thread::getName)
        .sorted()
        .toList();
  }

  private static @Nullable Thread[] all() {
    ThreadGroup root = Objects.requireNonNull(Thread.currentThread().getThreadGroup());
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() * 2 + 100];
    int count = root.enumerate(threads);
    return Arrays.copyOf(threads, count);
  }

  private boolean isOfPlugin(Thread thread) {
    return loader.isOrMade(thread.getClass().getClassLoader()) || loader.isOrMade(context(thread));
  }

  /** The JDK's own threads of an HttpClient, which cannot be closed before JDK 21. */
  private static boolean endsWithItsClient(Thread thread) {
    return "java.net.http".equals(thread.getClass().getModule().getName());
  }

  /** A plugin's thread class may override this, and throw. */
  private static @Nullable ClassLoader context(Thread thread) {
    try {
      return thread.getContextClassLoader();
    } catch (Throwable e) {
      return null;
    }
  }
}
