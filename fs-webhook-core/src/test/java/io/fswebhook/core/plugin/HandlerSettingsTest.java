package io.fswebhook.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandlerSettingsTest {

  @Test
  void the_bounds_themselves_are_allowed() {
    assertThat(settings(1, Duration.ofNanos(1), 1).concurrency()).isEqualTo(1);
    assertThat(settings(256, Duration.ofDays(1), 1).concurrency()).isEqualTo(256);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0    | PT1S | 1 | concurrency must be from 1 to 256, was 0",
        "257  | PT1S | 1 | concurrency must be from 1 to 256, was 257",
        "1    | PT0S | 1 | timeout must be > 0, was PT0S",
        "1    | PT-1S | 1 | timeout must be > 0, was PT-1S",
        "1    | PT1S | 0 | max-attempts must be >= 1, was 0"
      })
  void a_wrong_value_is_refused_by_its_rule(
      int concurrency, Duration timeout, int maxAttempts, String message) {
    assertThatThrownBy(() -> settings(concurrency, timeout, maxAttempts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static HandlerSettings settings(int concurrency, Duration timeout, int maxAttempts) {
    return new HandlerSettings(
        true, concurrency, timeout, maxAttempts, key -> Optional.empty(), Map.of());
  }
}
