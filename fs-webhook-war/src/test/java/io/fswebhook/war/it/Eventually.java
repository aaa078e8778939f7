package io.fswebhook.war.it;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again until something holds, for a bounded time. */
public final class Eventually {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private Eventually() {}

  /** Fails with the words when the condition does not hold within the time. */
  public static void holds(String words, Duration limit, Callable<Boolean> condition)
      throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within " + limit + ": " + words);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
