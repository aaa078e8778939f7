package io.fswebhook.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptSettingsTest {

  @Test
  void the_bounds_themselves_are_allowed() {
    assertThat(settings(1, Duration.ofNanos(1), 1, 1).concurrency()).isEqualTo(1);
    assertThat(settings(256, Duration.ofDays(1), 1024, 1).concurrency()).isEqualTo(256);
    assertThat(new BreakerSettings(true, 1, 1, Duration.ofMillis(1)).window()).isEqualTo(1);
    assertThat(new BreakerSettings(true, 1000, 100, Duration.ofDays(1)).window()).isEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0    | PT1S  | 1    | 1 | concurrency must be from 1 to 256, was 0",
        "257  | PT1S  | 1    | 1 | concurrency must be from 1 to 256, was 257",
        "1    | PT0S  | 1    | 1 | timeout must be > 0, was PT0S",
        "1    | PT-1S | 1    | 1 | timeout must be > 0, was PT-1S",
        "1    | PT1S  | 0    | 1 | max-stuck-threads must be from 1 to 1024, was 0",
        "1    | PT1S  | 1025 | 1 | max-stuck-threads must be from 1 to 1024, was 1025",
        "1    | PT1S  | 1    | 0 | max-attempts must be >= 1, was 0"
      })
  void a_wrong_value_is_refused_by_its_rule(
      int concurrency, Duration timeout, int maxStuckThreads, int maxAttempts, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(concurrency, timeout, maxStuckThreads, maxAttempts))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0    | 50  | PT1S | breaker window must be from 1 to 1000, was 0",
        "1001 | 50  | PT1S | breaker window must be from 1 to 1000, was 1001",
        "10   | 0   | PT1S | breaker failure-rate must be from 1 to 100, was 0",
        "10   | 101 | PT1S | breaker failure-rate must be from 1 to 100, was 101",
        "10   | 50  | PT0S | breaker open-for must be at least PT0.001S, was PT0S"
      })
  void a_wrong_value_of_the_breaker_is_refused_by_its_rule(
      int window, int failureRate, Duration openFor, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BreakerSettings(true, window, failureRate, openFor))
        .withMessage(message);
  }

  private static AttemptSettings settings(
      int concurrency, Duration timeout, int maxStuckThreads, int maxAttempts) {
    return new AttemptSettings(
        concurrency,
        timeout,
        maxStuckThreads,
        maxAttempts,
        RetryPolicy.DEFAULT,
        BreakerSettings.DEFAULT,
        null);
  }
}
