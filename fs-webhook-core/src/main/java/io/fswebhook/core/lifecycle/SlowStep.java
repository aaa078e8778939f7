package io.fswebhook.core.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what a step of startup or shutdown is doing when it takes longer than two seconds. */
public final class SlowStep {

  private static final Logger LOG = LoggerFactory.getLogger(SlowStep.class);
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration NEXT = Duration.ofSeconds(10);
  private static final Duration LONGEST_LAST_LINE = Duration.ofSeconds(5);

  private final String what;
  private final long startedAt = System.nanoTime();
  private final CountDownLatch over = new CountDownLatch(1);

  private SlowStep(String what) {
    this.what = what;
  }

  /** A step that returns something. */
  @FunctionalInterface
  public interface Step<T, E extends Exception> {

    T take() throws E;
  }

  /**
   * Runs the step on the calling thread.
   *
   * @param what the step does, such as {@code opening the inbox}
   */
  public static <T, E extends Exception> T of(String what, Step<T, E> step) throws E {
    SlowStep watched = new SlowStep(what);
    Thread thread = DaemonThread.of("fs-webhook-slow-step", watched::watch);
    thread.start();
    try {
      return step.take();
    } finally {
      watched.over.countDown();
      if (!DaemonThread.hasEnded(thread, LONGEST_LAST_LINE)) { // a server would warn of it
        LOG.debug("still about to say that it is over: {}", what);
      }
    }
  }

  /** The same, of a step that returns nothing. */
  public static void of(String what, Runnable step) {
    SlowStep.<Boolean, RuntimeException>of(
        what,
        () -> {
          step.run();
          return true;
        });
  }

  private void watch() {
    try {
      if (over.await(FIRST.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      do {
        LOG.info("still {}, after {} s", what, seconds());
      } while (!over.await(NEXT.toMillis(), TimeUnit.MILLISECONDS));
      LOG.info("done {}, in {} s", what, seconds());
    } catch (InterruptedException e) {
      LOG.debug("not watched any more: {}", what, e);
    }
  }

  private long seconds() {
    return Duration.ofNanos(System.nanoTime() - startedAt).toSeconds();
  }
}
