package io.fswebhook.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private static final RetryPolicy DEFAULT =
      new RetryPolicy(Duration.ofSeconds(1), 3, Duration.ofHours(1), 0.2);

  @Test
  void delays_grow_by_the_multiplier_up_to_the_longest() {
    assertThat(DEFAULT.delayAfter(1, 0.5)).isEqualTo(Duration.ofSeconds(1));
    assertThat(DEFAULT.delayAfter(2, 0.5)).isEqualTo(Duration.ofSeconds(3));
    assertThat(DEFAULT.delayAfter(8, 0.5)).isEqualTo(Duration.ofSeconds(2187));
    assertThat(DEFAULT.delayAfter(9, 0.5)).isEqualTo(Duration.ofHours(1));
    assertThat(DEFAULT.delayAfter(10_000, 0.5)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void jitter_changes_a_delay_by_its_share_either_way() {
    assertThat(DEFAULT.delayAfter(1, 0)).isEqualTo(Duration.ofMillis(800));
    assertThat(DEFAULT.delayAfter(1, 1)).isEqualTo(Duration.ofMillis(1200));
  }

  @Test
  void what_a_handler_asks_for_is_cut_to_the_longest() {
    assertThat(DEFAULT.bounded(Duration.ofDays(1))).isEqualTo(Duration.ofHours(1));
    assertThat(DEFAULT.bounded(Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void wrong_values_are_refused_with_their_rule() {
    assertThatThrownBy(() -> new RetryPolicy(Duration.ZERO, 3, Duration.ofHours(1), 0.2))
        .hasMessageContainingAll("initial delay", "PT0S");
    assertThatThrownBy(() -> new RetryPolicy(Duration.ofSeconds(1), 0.5, Duration.ofHours(1), 0.2))
        .hasMessageContainingAll("multiplier", "1 to 100", "0.5");
    assertThatThrownBy(() -> new RetryPolicy(Duration.ofSeconds(2), 3, Duration.ofSeconds(1), 0.2))
        .hasMessageContainingAll("max delay", "initial delay", "PT1S");
    assertThatThrownBy(() -> new RetryPolicy(Duration.ofSeconds(1), 3, Duration.ofHours(1), 1.5))
        .hasMessageContainingAll("jitter", "0 to 1", "1.5");
  }
}
