package io.fswebhook.core.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

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

  /**
   * Goes on by itself, whatever the machine's clock is set to: back, and retries would be stuck for
   * as long; forth, and all of them would be due at once.
   */
  private static final class SteadyClock extends Clock {

    private final Instant start;
    private final long startNanos;
    private final ZoneId zone;

    private SteadyClock(Instant start, long startNanos, ZoneId zone) {
      this.start = start;
      this.startNanos = startNanos;
      this.zone = zone;
    }

    static SteadyClock startingAt(Instant start) {
      return new SteadyClock(start, System.nanoTime(), ZoneOffset.UTC);
    }

    @Override
    public Instant instant() {
      return start.plus(Duration.ofNanos(System.nanoTime() - startNanos));
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new SteadyClock(start, startNanos, other);
    }
  }
}
