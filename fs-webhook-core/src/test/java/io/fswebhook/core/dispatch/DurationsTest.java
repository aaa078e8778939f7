package io.fswebhook.core.dispatch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationsTest {

  private final Durations durations = new Durations();

  @Test
  void before_the_first_there_are_none() {
    assertThat(durations.quantile(0.5)).isNull();
    assertThat(durations.quantile(0.99)).isNull();
  }

  @Test
  void each_is_found_again_at_most_an_eighth_too_long() {
    for (long micros = 0; micros < 100_000_000_000L; micros = micros * 5 / 4 + 1) {
      Durations one = new Durations();
      one.add(Duration.ofNanos(micros * 1000));

      assertThat(requireNonNull(one.quantile(0.5)).toNanos() / 1000)
          .isBetween(micros, Math.max(micros, micros * 9 / 8));
    }
  }

  @Test
  void a_share_of_them_did_not_take_longer() {
    for (int millis = 1; millis <= 1000; millis++) {
      durations.add(Duration.ofMillis(millis));
    }

    assertThat(durations.quantile(0.5)).isBetween(Duration.ofMillis(500), Duration.ofMillis(563));
    assertThat(durations.quantile(0.99)).isBetween(Duration.ofMillis(990), Duration.ofMillis(1114));
    assertThat(durations.quantile(1)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(1125));
  }

  @Test
  void those_of_several_are_counted_together() {
    Durations others = new Durations();
    others.add(Duration.ofMillis(100));
    durations.add(Duration.ofMillis(1));
    durations.addAll(others);
    durations.addAll(new Durations());

    assertThat(durations.quantile(0.5)).isLessThan(Duration.ofMillis(2));
    assertThat(durations.quantile(1)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void what_is_out_of_range_is_counted_at_its_end() {
    durations.add(Duration.ofSeconds(-1));
    assertThat(durations.quantile(1)).isZero();

    durations.add(Duration.ofDays(1000));
    assertThat(durations.quantile(1)).isGreaterThan(Duration.ofDays(10));
  }
}
