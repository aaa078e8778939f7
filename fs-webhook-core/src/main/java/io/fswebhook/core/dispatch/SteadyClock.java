package io.fswebhook.core.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Goes on by itself, whatever the machine's clock is set to: back, and retries would be stuck for
 * as long; forth, and all of them would be due at once.
 */
final class SteadyClock extends Clock {

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
