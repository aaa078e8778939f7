package io.fswebhook.core.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.inbox.ActivityStep;
import io.fswebhook.core.inbox.HandlerStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ActivityCountsTest {

  private static final Instant MINUTE = Instant.parse("2026-11-01T10:00:00Z");

  private final MovableClock clock = MovableClock.at(MINUTE.plusSeconds(59));
  private final ActivityCounts counts = new ActivityCounts(clock);

  @Test
  void each_thing_is_counted_as_what_it_is_in_the_minute_in_which_it_happened() {
    counts.stored("1", "note.created", "ORG1", false);
    counts.duplicate("note.created");
    counts.rejected("mismatch");
    counts.malformed();
    attempt("succeeded", 5);
    attempt("retrying", 3);
    attempt("dead", 1);
    clock.advance(Duration.ofSeconds(1));
    counts.stored("2", "note.created", null, true);

    assertThat(counts.news())
        .containsExactly(
            new ActivityStep(MINUTE, 1, 1, 2, 5, 4, 1, null),
            new ActivityStep(MINUTE.plusSeconds(60), 1, 0, 0, 0, 0, 0, null));
  }

  @Test
  void attempts_are_counted_for_each_handler_with_their_durations() {
    counts.attempted("a", "1", "succeeded", Duration.ofMillis(10));
    counts.attempted("a", "2", "dead", Duration.ofMillis(30));
    counts.attempted("b", "1", "retrying", Duration.ofMillis(5));
    List<HandlerStep> first = counts.handlerNews();
    assertThat(first)
        .containsExactlyInAnyOrder(
            new HandlerStep("a", MINUTE, 1, 1, 1, Duration.ofMillis(40), Duration.ofMillis(30)),
            new HandlerStep("b", MINUTE, 0, 1, 0, Duration.ofMillis(5), Duration.ofMillis(5)));

    counts.attempted("b", "2", "retrying", Duration.ZERO);
    counts.keptOfHandlers(first);

    assertThat(counts.handlerNews()).extracting(HandlerStep::handler).containsExactly("b");
  }

  @Test
  void the_most_that_waited_within_a_minute_is_what_counts() {
    counts.pending(7);
    counts.pending(9);
    counts.pending(0);
    clock.advance(Duration.ofMinutes(1));
    counts.pending(0);

    assertThat(counts.news()).extracting(ActivityStep::pending).containsExactly(9L, 0L);
  }

  @Test
  void what_is_kept_is_no_news_until_there_is_more_of_it() {
    counts.duplicate("note.created");
    List<ActivityStep> first = counts.news();
    counts.duplicate("note.created");
    counts.kept(first);

    assertThat(counts.news()).extracting(ActivityStep::duplicates).containsExactly(2L);
    counts.kept(counts.news());
    assertThat(counts.news()).isEmpty();
    clock.advance(Duration.ofMinutes(5));
    assertThat(counts.news()).isEmpty();
  }

  @Test
  void a_clock_that_is_set_back_goes_on_with_the_minutes_that_were() {
    counts.duplicate("note.created");
    clock.advance(Duration.ofMinutes(30));
    counts.duplicate("note.created");
    counts.kept(counts.news());
    clock.advance(Duration.ofMinutes(-30));
    counts.duplicate("note.created");

    assertThat(counts.news()).containsExactly(new ActivityStep(MINUTE, 0, 2, 0, 0, 0, 0, null));
  }

  @Test
  void a_clock_that_is_set_back_by_days_goes_on_counting() {
    for (int i = 0; i < 300; i++) {
      counts.duplicate("note.created");
      clock.advance(Duration.ofMinutes(1));
    }
    clock.advance(Duration.ofDays(-2));
    counts.duplicate("note.created");

    assertThat(counts.news())
        .anySatisfy(step -> assertThat(step.from()).isBefore(MINUTE.minus(Duration.ofDays(1))));
  }

  @Test
  void only_a_few_hours_are_remembered() {
    for (int i = 0; i < 1_000; i++) {
      counts.duplicate("note.created");
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(counts.news()).hasSize(240);
    assertThat(counts.news().get(0).from()).isEqualTo(MINUTE.plus(Duration.ofMinutes(760)));
  }

  @Test
  void nothing_is_lost_between_threads() throws InterruptedException {
    int threads = 4;
    int each = 20_000;
    CountDownLatch done = new CountDownLatch(threads);
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    for (int i = 0; i < threads; i++) {
      workers.execute(
          () -> {
            for (int j = 0; j < each; j++) {
              counts.stored("1", "note.created", null, false);
              if (j % 5_000 == 0) {
                clock.advance(Duration.ofSeconds(20));
              }
            }
            done.countDown();
          });
    }
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    workers.shutdown();

    assertThat(counts.news().stream().mapToLong(ActivityStep::received).sum())
        .isEqualTo((long) threads * each);
  }

  private void attempt(String outcome, int times) {
    for (int i = 0; i < times; i++) {
      counts.attempted("a", "1", outcome, Duration.ZERO);
    }
  }
}
