package io.fswebhook.core.dispatch;

import io.fswebhook.core.lifecycle.DaemonThread;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one handler: how many work, and how many it keeps past their time-out. A kept one
 * is lost and replaced, until so many are lost that the handler is suspended. No other handler ever
 * sees these threads, nor what this one left on them. Its counts are guarded by its lane.
 */
final class Crew {

  private static final long KEEP_ALIVE_SECONDS = 30;

  private final int concurrency;
  private final int maxLost;
  private final LaneLog log;
  private final ThreadPoolExecutor pool;
  private int active;
  private int lost;
  private int writtenOff;
  private boolean lacksThreads;

  Crew(String handler, int concurrency, int maxLost, LaneLog log) {
    this.concurrency = concurrency;
    this.maxLost = maxLost;
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
  void lost() {
    active--;
    lost++;
  }

  /** A lost one came back, and ends. */
  void found() {
    lost--;
    writtenOff = Math.min(writtenOff, lostThreads());
  }

  /** One may come back while it is still being counted as lost. */
  int lostThreads() {
    return Math.max(lost, 0);
  }

  boolean lostTooMany() {
    return lost - writtenOff >= maxLost;
  }

  /** Counts anew: those that are lost already do not count any more. */
  void writeOffLost() {
    writtenOff = lostThreads();
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
