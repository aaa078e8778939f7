package io.fswebhook.core.dispatch;

import static io.fswebhook.core.inbox.TaskState.RETRYING;
import static io.fswebhook.core.inbox.TaskState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.dispatch.HandlerStatus.Recent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentAttemptsTest {

  private final MovableClock clock = MovableClock.at(Instant.parse("2026-11-24T10:00:30Z"));
  private final RecentAttempts attempts = new RecentAttempts(clock);

  @Test
  void before_the_first_there_is_nothing_to_tell() {
    assertThat(attempts.look()).isEqualTo(new Recent(0, null, null));
  }

  @Test
  void those_of_the_first_seconds_are_not_taken_for_more_than_they_are() {
    succeed(2, Duration.ofMillis(5));

    assertThat(attempts.look().perMinute()).isEqualTo(2);
  }

  @Test
  void the_rate_is_of_those_that_succeeded_and_the_times_are_of_all() {
    succeed(3, Duration.ofMillis(1));
    for (int i = 0; i < 7; i++) {
      attempts.add(RETRYING, Duration.ofSeconds(10));
    }
    clock.advance(Duration.ofMinutes(2));

    assertThat(attempts.look().perMinute()).isEqualTo(1.5);
    assertThat(attempts.look().median()).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void it_is_over_this_minute_and_the_five_before_it() {
    for (int minute = 0; minute < 20; minute++) {
      succeed(11, Duration.ofMillis(1));
      clock.advance(Duration.ofMinutes(1));
    }

    // Half of this minute has gone, without any; five before it have eleven each.
    assertThat(attempts.look().perMinute()).isEqualTo(10);
  }

  @Test
  void what_was_slow_an_hour_ago_is_not_told_any_more() {
    succeed(1000, Duration.ofSeconds(10));
    clock.advance(Duration.ofHours(1));
    assertThat(attempts.look()).isEqualTo(new Recent(0, null, null));

    succeed(1, Duration.ofMillis(1));
    assertThat(attempts.look().p99()).isLessThan(Duration.ofMillis(2));
  }

  private void succeed(int times, Duration duration) {
    for (int i = 0; i < times; i++) {
      attempts.add(SUCCEEDED, duration);
    }
  }
}
