package io.fswebhook.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.api.testkit.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

  @Test
  void it_starts_from_the_time_it_is_given_and_goes_on_by_itself() {
    Clock clock = Clocks.startingFrom(Clock.fixed(START, ZoneOffset.UTC)).steady();

    Instant first = clock.instant();

    assertThat(first).isBetween(START, START.plusSeconds(20));
    await().until(() -> clock.instant().isAfter(first));
  }

  @Test
  void in_another_zone_it_is_the_same_clock() {
    Clock clock = Clocks.startingFrom(Clock.fixed(START, ZoneOffset.UTC)).steady();
    Clock elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));

    assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(elsewhere.instant()).isBetween(START, clock.instant());
  }

  @Test
  void what_is_steady_is_told_as_the_wall_shows_it() {
    MovableClock wall = MovableClock.at(START);
    Clocks clocks = new Clocks(wall, MovableClock.at(START.minus(Duration.ofHours(3))));

    assertThat(clocks.onTheWall(clocks.steady().instant().plusSeconds(5)))
        .isEqualTo(START.plusSeconds(5));
  }
}
