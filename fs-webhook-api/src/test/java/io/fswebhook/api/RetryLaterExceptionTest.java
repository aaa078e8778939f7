package io.fswebhook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryLaterExceptionTest {

  @Test
  void a_negative_delay_is_refused_with_the_rule() {
    assertThatThrownBy(() -> new RetryLaterException("busy", Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("retry delay must be >= 0, was PT-1S");
  }

  @Test
  void no_delay_at_all_is_allowed() {
    assertThat(new RetryLaterException("busy", Duration.ZERO).delay()).isZero();
  }
}
