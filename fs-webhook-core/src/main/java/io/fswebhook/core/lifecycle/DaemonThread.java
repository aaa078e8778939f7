package io.fswebhook.core.lifecycle;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that keep no JVM from ending, and nothing of whoever starts them: neither the thread
 * locals that are inherited nor the context class loader, which may be a plugin's or a server's.
 */
public final class DaemonThread {

  private static final Duration FOREVER = Duration.ofDays(36_500);

  private DaemonThread() {}

  /** One that is not started yet. */
  public static Thread of(String name, Runnable task) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(DaemonThread.class.getClassLoader());
    return thread;
  }

  /** Threads of one name with numbers after it, from 1. */
  public static ThreadFactory numbered(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> of(prefix + number.incrementAndGet(), task);
  }

  /** Waits for its end, also when interrupted. */
  public static void awaitEnd(Thread thread) {
    var unused = hasEnded(thread, FOREVER);
  }

  /** Waits for its end, also when interrupted, and at most for so long; whether it has come. */
  static boolean hasEnded(Thread thread, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    for (long left = end - System.nanoTime(); thread.isAlive() && left > 0; ) {
      try {
        thread.join(Duration.ofNanos(left).toMillis() + 1);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = end - System.nanoTime();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
