package io.fswebhook.core.dispatch;

import io.fswebhook.core.lifecycle.DaemonThread;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one handler. A thread that runs past its time-out is stuck and gets replaced,
 * until so many are stuck that the handler is suspended. Threads are not shared between handlers,
 * so that no handler sees another's thread locals. Counts are guarded by the handler queue.
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
   * Starts up to that many workers, within the concurrency limit. When the system is out of
   * threads, running workers continue alone until the next call.
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

  /** A worker has become stuck. */
  void stuck() {
    active--;
    stuck++;
  }

  /** A stuck thread returned, and ends. */
  void found() {
    stuck--;
    writtenOff = Math.min(writtenOff, stuckThreads());
  }

  /** A thread may return before it is counted as stuck. */
  int stuckThreads() {
    return Math.max(stuck, 0);
  }

  boolean stuckTooMany() {
    return stuck - writtenOff >= maxStuck;
  }

  /** Stops counting the threads that are already stuck. */
  void writeOffStuck() {
    writtenOff = stuckThreads();
  }

  /** On its own thread, because an interrupt may block in what the handler waits for. */
  void interrupt(Attempt attempt) {
    try {
      pool.execute(attempt::interrupt);
    } catch (RuntimeException | Error e) {
      attempt.interrupt();
    }
  }

  /** Starts no more threads; running ones may finish, idle ones end. */
  void shutdown() {
    pool.shutdown();
  }
}
