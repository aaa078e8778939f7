package io.fswebhook.core.dispatch;

import io.fswebhook.core.lifecycle.DaemonThread;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one handler: how many work, and how many it keeps past their time-out. A kept one
 * is stuck and replaced, until so many are stuck that the handler is suspended. No other handler
 * ever sees these threads, nor what this one left on them. Its counts are guarded by its handler
 * queue.
 */
final class WorkerPool {

  private static final long KEEP_ALIVE_SECONDS = 30;

  private final int concurrency;
  private final int maxStuck;
  private final QueueLog log;
  private final ThreadPoolExecutor pool;
  private int active;
  private int stuck;
  private int writtenOff;
  private boolean lacksThreads;

  WorkerPool(String handler, int concurrency, int maxStuck, QueueLog log) {
    this.concurrency = concurrency;
    this.maxStuck = maxStuck;
    this.log = log;
    this.pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            DaemonThread.numbered("fs-webhook-" + handler + "-"));
  }

  /**
   * Has so many more work, as far as there may be so many. When the system has no threads, those
   * that work go on alone until the next time.
   */
  void start(int wanted, Runnable work) {
    for (int i = Math.min(wanted, concurrency - active); i > 0; i--) {
      try {
        pool.execute(work);
        active++;
        lacksThreads = false;
      } catch (RuntimeException | Error e) {
        if (!lacksThreads) {
          log.noThread(e);
        }
        lacksThreads = true;
        return;
      }
    }
  }

  void ended() {
    active--;
  }

  /** One that works is kept past its time-out. */
  void stuck() {
    active--;
    stuck++;
  }

  /** A stuck one came back, and ends. */
  void found() {
    stuck--;
    writtenOff = Math.min(writtenOff, stuckThreads());
  }

  /** One may come back while it is still being counted as stuck. */
  int stuckThreads() {
    return Math.max(stuck, 0);
  }

  boolean stuckTooMany() {
    return stuck - writtenOff >= maxStuck;
  }

  /** Counts anew: those that are stuck already do not count any more. */
  void writeOffStuck() {
    writtenOff = stuckThreads();
  }

  /** On a thread of its own, since an interrupt may hang in what the handler waits in. */
  void interrupt(Attempt attempt) {
    try {
      pool.execute(attempt::interrupt);
    } catch (RuntimeException | Error e) {
      attempt.interrupt();
    }
  }

  /** No more; those that work may end, and those that are idle do. */
  void shutdown() {
    pool.shutdown();
  }
}
