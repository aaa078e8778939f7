package io.fswebhook.core.lifecycle;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that calls again and again, whatever becomes of a call. */
public final class PeriodicScheduler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PeriodicScheduler.class);

  /** A call that hangs, such as at a database that does not answer, is left to itself. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final ScheduledExecutorService executor;
  private volatile @Nullable Thread thread;

  /** Its thread begins with the first call that is asked for. */
  public PeriodicScheduler(String name) {
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = DaemonThread.of(name, task);
              thread = made;
              return made;
            });
  }

  /** From the interval's end on. The call should be quick, since others wait for it. */
  public void every(Duration interval, String what, Runnable call) {
    every(interval, interval, what, call);
  }

  /** The same, with another wait before the first call. */
  public void every(Duration first, Duration interval, String what, Runnable call) {
    var unused =
        executor.scheduleWithFixedDelay(
            () -> guarded(what, call),
            first.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /**
   * Once, after a while.
   *
   * @throws java.util.concurrent.RejectedExecutionException after the end
   */
  public void after(Duration wait, Runnable call) {
    var unused = executor.schedule(call, wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static void guarded(String what, Runnable call) {
    try {
      call.run();
    } catch (Throwable e) { // one that came through would be the last call
      LOG.error("{} failed, to be done again", what, e);
    }
  }

  /** Interrupts the call that runs, begins none any more, and waits until the thread has ended. */
  @Override
  public void close() {
    executor.shutdownNow();
    Thread ending = thread;
    if (ending != null && !DaemonThread.hasEnded(ending, LONGEST_STOP)) {
      LOG.warn("thread {} does not end", ending.getName());
    }
  }
}
