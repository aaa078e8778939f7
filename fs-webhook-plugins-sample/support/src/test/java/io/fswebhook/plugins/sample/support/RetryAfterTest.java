package io.fswebhook.plugins.sample.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void seconds_are_a_delay() {
    assertThat(RetryAfter.parse("0", NOW)).hasValue(Duration.ZERO);
    assertThat(RetryAfter.parse(" 999999999 ", NOW)).hasValue(Duration.ofSeconds(999_999_999));
  }

  @Test
  void a_date_is_a_delay_from_now() {
    assertThat(RetryAfter.parse("Sun, 01 Mar 2026 12:00:30 GMT", NOW))
        .hasValue(Duration.ofSeconds(30));
  }

  @Test
  void a_date_that_has_passed_is_no_delay() {
    assertThat(RetryAfter.parse("Sun, 01 Mar 2026 11:59:59 GMT", NOW)).hasValue(Duration.ZERO);
  }

  @Test
  void anything_else_is_nothing() {
    assertThat(RetryAfter.parse("1.5", NOW)).isEmpty();
    assertThat(RetryAfter.parse("PT5S", NOW)).isEmpty();
    assertThat(RetryAfter.parse("Mon, 01 Mar 2026 12:00:30 GMT", NOW)).isEmpty();
  }
}
