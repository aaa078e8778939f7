package io.fswebhook.core.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The threads that a plugin started and did not end: they keep its classes in memory, and may go on
 * working.
 */
final class LeftThreads {

  private static final Duration TO_END = Duration.ofSeconds(1);

  private LeftThreads() {}

  /** Their names, sorted. Those that are just ending get a moment for it. */
  static List<String> of(ClassLoader plugin) {
    long deadline = System.nanoTime() + TO_END.toNanos();
    List<String> left = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (belongsTo(thread, plugin) && !ends(thread, deadline)) {
        left.add(thread.getName());
      }
    }
    left.sort(null);
    return left;
  }

  /** A thread inherits the context class loader of the one that starts it. */
  private static boolean belongsTo(Thread thread, ClassLoader plugin) {
    return (thread.getContextClassLoader() == plugin
            || thread.getClass().getClassLoader() == plugin)
        && thread != Thread.currentThread()
        && !endsWithItsClient(thread);
  }

  /** The JDK's own of an HttpClient, which cannot be closed before JDK 21. */
  private static boolean endsWithItsClient(Thread thread) {
    return "java.net.http".equals(thread.getClass().getModule().getName());
  }

  private static boolean ends(Thread thread, long deadline) {
    try {
      long millis = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
