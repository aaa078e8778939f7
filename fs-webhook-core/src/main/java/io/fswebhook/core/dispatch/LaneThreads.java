package io.fswebhook.core.dispatch;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one handler: as many as are asked for, which end when they had nothing to do for a
 * while. No other handler ever sees them, nor what this one left on them.
 */
final class LaneThreads {

  private static final long KEEP_ALIVE_SECONDS = 30;

  private final ThreadPoolExecutor pool;

  LaneThreads(String handler) {
    AtomicInteger number = new AtomicInteger();
    this.pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> daemon(task, "fs-webhook-" + handler + "-" + number.incrementAndGet()));
  }

  /** Without the inheritable thread locals of whoever asks: it may be another plugin. */
  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    return thread;
  }

  /** Throws OutOfMemoryError when the system has no more threads. */
  void start(Runnable task) {
    pool.execute(task);
  }

  void shutdown() {
    pool.shutdown();
  }
}
