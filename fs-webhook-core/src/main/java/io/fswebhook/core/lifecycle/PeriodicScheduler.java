package io.fswebhook.core.lifecycle;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that makes periodic calls, even after a call has failed. */
public final class PeriodicScheduler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PeriodicScheduler.class);

  /** A call that hangs, for example on an unresponsive database, is abandoned after this time. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final ScheduledExecutorService executor;
  private volatile @Nullable Thread thread;

  /** The thread starts with the first call that is scheduled. */
  public PeriodicScheduler(String name) {
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = DaemonThread.of(name, task);
              thread = made;
              return made;
            });
  }

  /**
   * Makes the first call after one interval. Calls should be quick, because they share the thread.
   */
  public void every(Duration interval, String what, Runnable call) {
    every(interval, interval, what, call);
  }

  /** The same, with another delay before the first call. */
  public void every(Duration first, Duration interval, String what, Runnable call) {
    var unused =
        executor.scheduleWithFixedDelay(
            () -> guarded(what, call),
            first.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /**
   * Calls once after a delay.
   *
   * @throws java.util.concurrent.RejectedExecutionException after {@link #close}
   */
  public void after(Duration wait, Runnable call) {
    var unused = executor.schedule(call, wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static void guarded(String what, Runnable call) {
    try {
      call.run();
    } catch (Throwable e) { // otherwise this would be the last call
      LOG.error("{} failed; it will be repeated", what, e);
    }
  }

  /** Interrupts the running call, makes no more calls, and waits for the thread to end. */
  @Override
  public void close() {
    executor.shutdownNow();
    Thread ending = thread;
    if (ending != null && !DaemonThread.hasEnded(ending, LONGEST_STOP)) {
      LOG.warn("thread {} does not end", ending.getName());
    }
  }
}
