package io.fswebhook.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.dispatch.HandlerStatus.BreakerState;
import io.fswebhook.core.plugin.BreakerSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {

  private static final Duration OPEN_FOR = Duration.ofSeconds(30);

  private final MovableClock clock = MovableClock.at(Instant.parse("2026-11-24T10:00:00Z"));

  @Test
  void it_opens_when_all_of_the_last_attempts_failed() {
    Breaker breaker = breaker(3, 100);

    fail(breaker, 2);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    fail(breaker, 1);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(breaker.changedAt()).isEqualTo(clock.instant());
  }

  @Test
  void a_success_in_between_keeps_it_closed() {
    Breaker breaker = breaker(3, 100);

    for (int i = 0; i < 20; i++) {
      fail(breaker, 2);
      breaker.ended(breaker.begin(), null);
    }

    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void with_a_lower_rate_it_opens_in_spite_of_successes() {
    Breaker breaker = breaker(10, 50);

    for (int i = 0; i < 5; i++) {
      breaker.ended(breaker.begin(), null);
    }
    fail(breaker, 4);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    fail(breaker, 1);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void what_is_the_deliverys_fault_does_not_count() {
    Breaker breaker = breaker(3, 100);

    fail(breaker, 2);
    for (int i = 0; i < 20; i++) {
      breaker.ended(breaker.begin(), new GiveUpException("not this one"));
    }
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    fail(breaker, 1);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void an_attempt_that_failed_by_a_rule_neither_opens_it_nor_closes_it() {
    Breaker breaker = open();
    breaker.halfOpenNow();

    breaker.ended(breaker.begin(), FilterException.unmatched("crm"));

    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(breaker.isProbing()).isFalse();
  }

  @Test
  void it_is_half_open_after_its_time_and_not_before() {
    Breaker breaker = open();

    clock.advance(OPEN_FOR.minusMillis(1));
    breaker.halfOpenIfDue();
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    clock.advance(Duration.ofMillis(1));
    breaker.halfOpenIfDue();

    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(breaker.isProbing()).isFalse();
  }

  @Test
  void a_single_success_closes_it() {
    Breaker breaker = halfOpen();

    Breaker.Permit probe = breaker.begin();
    assertThat(breaker.isProbing()).isTrue();
    breaker.ended(probe, null);

    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    fail(breaker, 2); // counted anew
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void a_single_failure_opens_it_for_as_long_again() {
    Breaker breaker = halfOpen();

    fail(breaker, 1);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    clock.advance(OPEN_FOR.minusMillis(1));
    breaker.halfOpenIfDue();
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void a_probe_that_says_nothing_is_followed_by_another() {
    Breaker breaker = halfOpen();

    breaker.ended(breaker.begin(), new GiveUpException("not this one"));

    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(breaker.isProbing()).isFalse();
    breaker.ended(breaker.begin(), null);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void attempts_that_began_before_it_opened_decide_nothing_any_more() {
    Breaker breaker = breaker(3, 100);
    Breaker.Permit early = breaker.begin();
    Breaker.Permit alsoEarly = breaker.begin();
    Breaker.Permit third = breaker.begin();
    fail(breaker, 3);
    clock.advance(OPEN_FOR);
    breaker.halfOpenIfDue();

    breaker.ended(early, new IllegalStateException());
    breaker.ended(alsoEarly, null);
    breaker.ended(third, new GiveUpException("not this one"));

    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    breaker.ended(breaker.begin(), null);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void an_operator_need_not_wait() {
    Breaker breaker = open();

    breaker.halfOpenNow();

    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
  }

  @Test
  void disabled_it_never_opens() {
    Breaker breaker = new Breaker("a", new BreakerSettings(false, 3, 100, OPEN_FOR), clock);

    fail(breaker, 100);

    assertThat(breaker.state()).isEqualTo(BreakerState.DISABLED);
    assertThat(breaker.isOpen()).isFalse();
  }

  private Breaker halfOpen() {
    Breaker breaker = open();
    clock.advance(OPEN_FOR);
    breaker.halfOpenIfDue();
    return breaker;
  }

  private Breaker open() {
    Breaker breaker = breaker(3, 100);
    fail(breaker, 3);
    return breaker;
  }

  private Breaker breaker(int window, int failureRate) {
    return new Breaker("a", new BreakerSettings(true, window, failureRate, OPEN_FOR), clock);
  }

  private static void fail(Breaker breaker, int times) {
    for (int i = 0; i < times; i++) {
      breaker.ended(breaker.begin(), new IllegalStateException());
    }
  }
}
