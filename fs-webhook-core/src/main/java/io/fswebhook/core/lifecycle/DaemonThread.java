package io.fswebhook.core.lifecycle;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Daemon threads that inherit nothing from the thread that starts them: neither thread locals nor
 * the context class loader, which may be a plugin's or a server's.
 */
public final class DaemonThread {

  private static final Duration FOREVER = Duration.ofDays(36_500);

  private DaemonThread() {}

  /** Returns an unstarted thread. */
  public static Thread of(String name, Runnable task) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(DaemonThread.class.getClassLoader());
    return thread;
  }

  /** Names threads by a prefix and a number, from 1. */
  public static ThreadFactory numbered(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> of(prefix + number.incrementAndGet(), task);
  }

  /** Waits for the thread to end, even when interrupted. */
  public static void awaitEnd(Thread thread) {
    var unused = hasEnded(thread, FOREVER);
  }

  /**
   * Waits for the thread to end, even when interrupted, up to a limit. Returns whether it ended.
   */
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
