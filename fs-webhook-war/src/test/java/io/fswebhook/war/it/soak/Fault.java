package io.fswebhook.war.it.soak;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Something that goes wrong and is put right again. */
interface Fault {

  /**
   * Breaks something, leaves it broken for about so long, puts it right, and returns when the
   * receiver could be at work again. What it throws fails the soak.
   */
  void strike(Site site, Random random, Duration length) throws Exception;

  /** For the log and the figures. */
  default String title() {
    return getClass().getSimpleName();
  }

  /** It stays broken for the time. */
  static void last(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
