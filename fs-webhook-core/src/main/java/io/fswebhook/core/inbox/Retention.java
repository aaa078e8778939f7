package io.fswebhook.core.inbox;

import java.time.Duration;

/**
 * How long deliveries are kept after their receipt.
 *
 * @param finished those that have succeeded or were discarded at every handler
 * @param dead those with a dead letter, or with an unfinished task of a handler that is no longer
 *     subscribed; unfinished tasks of subscribed handlers are kept without limit
 */
public record Retention(Duration finished, Duration dead) {

  public static final Retention DEFAULT = new Retention(Duration.ofDays(30), Duration.ofDays(90));

  public Retention {
    if (dead.compareTo(finished) < 0) {
      throw new IllegalArgumentException(
          "the retention of the dead must not be shorter than that of the finished ("
              + finished
              + "), was "
              + dead);
    }
  }
}
