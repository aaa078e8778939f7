package io.fswebhook.core.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Two clocks.
 *
 * @param wall tells people when something happened; may be set while the receiver runs
 * @param steady decides when something is due; was right at the start and does not jump
 */
public record Clocks(Clock wall, Clock steady) {

  /** A steady clock that starts from what the wall shows now. */
  public static Clocks startingFrom(Clock wall) {
    return new Clocks(wall, SteadyClock.startingAt(wall.instant()));
  }

  /** When it will be on the wall. */
  Instant onTheWall(Instant steadyTime) {
    return wall.instant().plus(Duration.between(steady.instant(), steadyTime));
  }
}
