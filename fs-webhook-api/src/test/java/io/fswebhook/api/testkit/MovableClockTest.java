package io.fswebhook.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MovableClockTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final MovableClock clock = MovableClock.at(START);

  @Test
  void it_stands_still_in_utc_until_it_is_moved() {
    assertThat(clock.instant()).isEqualTo(START);
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);

    clock.advance(Duration.ofHours(2));

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(7200));
  }

  @Test
  void another_zone_shows_the_same_time() {
    Clock zurich = clock.withZone(ZoneId.of("Europe/Zurich"));

    clock.advance(Duration.ofMinutes(1));

    assertThat(zurich.instant()).isEqualTo(START.plusSeconds(60));
    assertThat(zurich.getZone()).isEqualTo(ZoneId.of("Europe/Zurich"));
  }
}
