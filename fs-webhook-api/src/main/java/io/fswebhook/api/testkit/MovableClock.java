package io.fswebhook.api.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. Safe for use by several threads. */
public final class MovableClock extends Clock {

  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private MovableClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /**
   * A clock in UTC.
   *
   * @param start the initial time
   * @return a new clock
   */
  public static MovableClock at(Instant start) {
    return new MovableClock(new AtomicReference<>(start), ZoneOffset.UTC);
  }

  /**
   * Moves the clock.
   *
   * @param step how far; negative moves it back, as when a machine's time is corrected
   */
  public void advance(Duration step) {
    now.updateAndGet(time -> time.plus(step));
  }

  @Override
  public Instant instant() {
    return Objects.requireNonNull(now.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /**
   * The same clock in another zone; moving one moves both.
   *
   * @param other the zone
   * @return a view of this clock
   */
  @Override
  public MovableClock withZone(ZoneId other) {
    return new MovableClock(now, other);
  }
}
