package io.fswebhook.core.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every inbox keeps of how much happened. */
public abstract class ActivityContractTest extends StoredFixture {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Instant hour = now.truncatedTo(ChronoUnit.HOURS);

  @Test
  void what_happened_is_shown_minute_by_minute_also_where_nothing_did() {
    ActivityStep first = new ActivityStep(hour, 1, 2, 3, 4, 5, 6, 7L);
    ActivityStep third = new ActivityStep(at(2), 10, 20, 30, 40, 50, 60, null);
    keep(1, first, third);

    assertThat(read(hour, at(3), MINUTE)).containsExactly(first, ActivityStep.idle(at(1)), third);
    assertThat(read(at(1), at(2), MINUTE)).containsExactly(ActivityStep.idle(at(1)));
    assertThat(read(hour, hour, MINUTE)).isEmpty();
  }

  @Test
  void a_minute_that_has_begun_is_shown() {
    keep(1, received(hour, 1, null));

    assertThat(read(hour, hour.plusSeconds(1), MINUTE)).hasSize(1);
    assertThat(read(hour.plusSeconds(59), hour.plusSeconds(61), MINUTE))
        .extracting(ActivityStep::received)
        .containsExactly(1L, 0L);
  }

  @Test
  void a_run_that_says_more_of_a_minute_says_it_in_place_of_what_it_said_before() {
    keep(1, received(hour, 1, 5L));
    keep(1, received(hour, 3, 5L), received(at(1), 1, null));

    assertThat(read(hour, at(2), MINUTE))
        .extracting(ActivityStep::received)
        .containsExactly(3L, 1L);
  }

  @Test
  void several_runs_add_up_but_what_waits_waits_for_all_of_them() {
    keep(1, received(hour, 1, 5L));
    keep(2, received(hour, 2, 7L));
    keep(Long.MAX_VALUE, received(hour, 4, null));

    assertThat(read(hour, at(1), MINUTE)).containsExactly(received(hour, 7, 7L));
  }

  @Test
  void longer_steps_hold_the_sum_of_their_minutes_and_the_most_that_waited() {
    Instant day = hour.truncatedTo(ChronoUnit.DAYS);
    for (int i = 0; i < 7 * 24; i += 12) {
      Instant at = day.plus(Duration.ofHours(i));
      keep(1, received(at, 1, (long) i), received(at.plus(Duration.ofMinutes(59)), 2, 1L));
    }

    List<ActivityStep> week = read(day, day.plus(Duration.ofDays(7)), Duration.ofHours(1));
    assertThat(week).hasSize(7 * 24);
    assertThat(week.get(12)).isEqualTo(received(day.plus(Duration.ofHours(12)), 3, 12L));
    assertThat(week.get(13)).isEqualTo(ActivityStep.idle(day.plus(Duration.ofHours(13))));
    assertThat(read(day.plusSeconds(3600), day.plusSeconds(7200), Duration.ofHours(6)))
        .containsExactly(received(day, 3, 1L));
  }

  @Test
  void eight_days_are_kept() {
    keep(1, received(hour, 1, null), received(at(-8 * 24 * 60 - 61), 1, null));
    keep(1, received(at(-8 * 24 * 60 + 60), 1, null));

    done(sweep(inbox()));

    assertThat(read(at(-9 * 24 * 60), at(1), Duration.ofHours(1)))
        .filteredOn(step -> step.received() > 0)
        .extracting(ActivityStep::from)
        .containsExactly(at(-8 * 24 * 60 + 60), hour);
  }

  @Test
  void the_attempts_of_each_handler_are_shown_by_itself_and_for_eight_days() {
    HandlerStep first = ofHandler("a", hour, 3, 20);
    keep(1, first, ofHandler("b", hour, 7, 70), ofHandler("a", at(-8 * 24 * 60 - 61), 1, 1));
    keep(2, ofHandler("a", hour, 1, 30), ofHandler("a", at(2), 5, 50));
    keep(1, first);

    assertThat(inbox().reader().activity("a", hour, at(3), MINUTE))
        .containsExactly(
            new HandlerStep("a", hour, 4, 2, 0, Duration.ofMillis(50), Duration.ofMillis(30)),
            HandlerStep.idle("a", at(1)),
            ofHandler("a", at(2), 5, 50));
    done(sweep(inbox()));
    assertThat(inbox().reader().activity("a", at(-9 * 24 * 60), at(3), Duration.ofHours(1)))
        .filteredOn(step -> step.succeeded() > 0)
        .extracting(HandlerStep::succeeded)
        .containsExactly(9L);
    assertThat(inbox().reader().activity("nobody", hour, at(1), MINUTE))
        .containsExactly(HandlerStep.idle("nobody", hour));
  }

  private static HandlerStep ofHandler(String name, Instant from, long succeeded, long millis) {
    Duration time = Duration.ofMillis(millis);
    return new HandlerStep(name, from, succeeded, 1, 0, time, time);
  }

  private void keep(long run, HandlerStep... steps) {
    done(inbox().operations().keepActivity(run, List.of(), List.of(steps)));
  }

  @Test
  void a_question_without_bounds_is_refused() {
    assertThatThrownBy(() -> read(hour, at(1), Duration.ofSeconds(59)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("step", "a minute", "PT59S");
    assertThatThrownBy(() -> read(Instant.EPOCH, hour, MINUTE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("11520 steps");
  }

  private Instant at(long minute) {
    return hour.plus(Duration.ofMinutes(minute));
  }

  private static ActivityStep received(Instant from, long count, @Nullable Long waiting) {
    return new ActivityStep(from, count, 0, 0, 0, 0, 0, waiting);
  }

  private void keep(long run, ActivityStep... minutes) {
    done(inbox().operations().keepActivity(run, List.of(minutes), List.of()));
  }

  private List<ActivityStep> read(Instant from, Instant before, Duration step) {
    return inbox().reader().activity(from, before, step);
  }
}
