package io.fswebhook.core.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/**
 * Two clocks.
 *
 * @param wall tells people when something happened; may be set while the receiver runs
 * @param steady decides when something is due; was right at the start and does not jump
 */
public record Clocks(Clock wall, Clock steady) {

  /**
   * A steady clock that starts at the current wall time. It ignores later changes of the machine's
   * clock: set back, it would delay retries by as much; set forward, all would be due at once.
   */
  public static Clocks startingFrom(Clock wall) {
    Instant start = wall.instant();
    long startNanos = System.nanoTime();
    InstantSource steady = () -> start.plusNanos(System.nanoTime() - startNanos);
    return new Clocks(wall, steady.withZone(ZoneOffset.UTC));
  }

  /** Converts a steady time to wall time. */
  Instant onTheWall(Instant steadyTime) {
    return wall.instant().plus(Duration.between(steady.instant(), steadyTime));
  }
}
