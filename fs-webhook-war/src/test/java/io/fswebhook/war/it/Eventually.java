package io.fswebhook.war.it;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again until something holds, for a bounded time. */
public final class Eventually {

  private static final long PAUSE = Duration.ofMillis(20).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();

  private Eventually() {}

  /** Fails with the words when the condition does not hold within the time. */
  public static void holds(String words, Duration limit, Callable<Boolean> condition)
      throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    long begun = System.nanoTime();
    while (!condition.call()) {
      long now = System.nanoTime();
      if (now - end > 0) {
        throw new AssertionError("not within " + limit + ": " + words);
      }
      // A look that takes long is work for the machine, and others wait for it too.
      LockSupport.parkNanos(Math.max(PAUSE, Math.min(2 * (now - begun), LONGEST_PAUSE)));
      begun = System.nanoTime();
    }
  }
}
