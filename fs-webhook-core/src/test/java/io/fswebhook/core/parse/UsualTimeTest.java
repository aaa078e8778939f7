package io.fswebhook.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualTimeTest {

  @Test
  void any_time_is_the_one_that_the_jdk_reads() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      Instant time =
          Instant.ofEpochSecond(random.nextLong(-62_000_000_000L, 250_000_000_000L))
              .plusNanos(random.nextInt(1_000_000_000))
              .truncatedTo(i % 2 == 0 ? ChronoUnit.MILLIS : ChronoUnit.NANOS);

      assertThat(UsualTime.instant(time.toString())).isEqualTo(time);
    }
  }

  @Test
  void a_fraction_may_have_any_length_up_to_nanoseconds() {
    assertThat(UsualTime.instant("2024-04-01T10:00:00Z")).isEqualTo("2024-04-01T10:00:00Z");
    assertThat(UsualTime.instant("2024-04-01T10:00:00.0Z")).isEqualTo("2024-04-01T10:00:00Z");
    assertThat(UsualTime.instant("2024-02-29T23:59:59.123456789Z"))
        .isEqualTo("2024-02-29T23:59:59.123456789Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2024-04-01",
        "2024-04-01T10:00:00",
        "2024-04-01T10:00:00.Z",
        "2024-04-01T10:00:00.1234567890Z",
        "2024-04-01T10:00:00,5Z",
        "2024-04-01T10:00:00.5aZ",
        "2024-04-01t10:00:00Z",
        "2024-04-01T10:00Z",
        "2024-04-01T10:00:00+00:00",
        "2024-00-01T10:00:00Z",
        "2024-13-01T10:00:00Z",
        "2024-04-31T10:00:00Z",
        "2023-02-29T10:00:00Z",
        "2024-04-00T10:00:00Z",
        "2024-04-01T24:00:00Z",
        "2024-04-01T10:60:00Z",
        "2024-04-01T10:00:60Z",
        "-024-04-01T10:00:00Z",
        "٢٠٢٤-04-01T10:00:00Z"
      })
  void what_is_not_of_the_form_or_not_possible_is_left_alone(String text) {
    assertThat(UsualTime.instant(text)).isNull();
  }
}
