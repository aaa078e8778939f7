package io.fswebhook.core.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.ActivityStep;
import io.fswebhook.core.inbox.Backlog;
import io.fswebhook.core.inbox.DeliveryPage;
import io.fswebhook.core.inbox.InboxOperations;
import io.fswebhook.core.inbox.InboxReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivityRecorderTest {

  private final ActivityCounts counts =
      new ActivityCounts(MovableClock.at(Instant.parse("2026-11-01T10:00:00Z")));
  private final InboxOperations inbox = mock();
  private final InboxReader reader = mock();
  private final Queue<List<ActivityStep>> written = new ConcurrentLinkedQueue<>();
  private final Queue<CompletableFuture<Void>> answers = new ConcurrentLinkedQueue<>();
  private final ActivityRecorder recorder = new ActivityRecorder(counts, inbox, reader);

  ActivityRecorderTest() {
    when(inbox.keepActivity(anyLong(), any(), any()))
        .thenAnswer(
            call -> {
              written.add(call.getArgument(1));
              CompletableFuture<Void> answer = answers.poll();
              return answer == null ? CompletableFuture.<Void>completedFuture(null) : answer;
            });
    when(reader.backlog()).thenReturn(backlog(2, 3));
    when(reader.deliveries(any())).thenReturn(new DeliveryPage(List.of(), null, null));
  }

  private static Backlog backlog(long pending, long retrying) {
    return new Backlog(
        Map.of("a", new Backlog.Tasks(pending, 0, 7), "b", new Backlog.Tasks(0, retrying, 0)),
        Map.of());
  }

  @AfterEach
  void closeRecorder() {
    recorder.close();
  }

  @Test
  void what_happened_is_written_once_with_all_that_waits() {
    counts.duplicate("note.created");
    recorder.look();
    recorder.write();
    recorder.write();

    assertThat(written).hasSize(1);
    ActivityStep step = written.element().get(0);
    assertThat(step.duplicates()).isEqualTo(1);
    assertThat(step.pending()).isEqualTo(5L);
  }

  @Test
  void what_could_not_be_written_is_written_with_what_came_after_it() {
    answers.add(CompletableFuture.failedFuture(new InboxUnavailableException("away")));
    counts.duplicate("note.created");
    recorder.write();
    counts.duplicate("note.created");
    recorder.write();

    assertThat(written).hasSize(2);
    assertThat(written).last().satisfies(steps -> assertThat(duplicates(steps)).isEqualTo(2));
  }

  @Test
  void as_long_as_the_inbox_does_not_answer_nothing_more_is_handed_over_until_the_end() {
    CompletableFuture<Void> late = new CompletableFuture<>();
    answers.add(late);
    counts.duplicate("note.created");
    recorder.write();
    counts.duplicate("note.created");
    recorder.write();
    assertThat(written).hasSize(1);

    recorder.close();

    assertThat(written).hasSize(2);
    assertThat(written).last().satisfies(steps -> assertThat(duplicates(steps)).isEqualTo(2));
  }

  @Test
  void that_nobody_can_count_what_waits_holds_up_nothing() {
    when(reader.backlog()).thenThrow(new InboxUnavailableException("away"));
    counts.duplicate("note.created");
    recorder.look();
    recorder.write();

    assertThat(written.element().get(0).pending()).isNull();
  }

  @Test
  void what_could_not_be_counted_is_counted_at_the_next_turn_however_long_it_took_to_fail() {
    when(reader.backlog())
        .thenAnswer(
            call -> {
              LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
              throw new InboxUnavailableException("away");
            })
        .thenReturn(backlog(2, 3));
    recorder.look();
    assertThat(recorder.backlog()).isEmpty();

    recorder.look();

    assertThat(recorder.backlog()).contains(backlog(2, 3));
  }

  @Test
  void what_was_counted_last_is_told_until_nobody_can_count() {
    assertThat(recorder.backlog()).isEmpty();

    recorder.look();
    assertThat(recorder.backlog()).contains(backlog(2, 3));

    when(reader.backlog()).thenThrow(new InboxUnavailableException("away"));
    await()
        .untilAsserted(
            () -> {
              recorder.look(); // not before a hundred times of what the last one took
              assertThat(recorder.backlog()).isEmpty();
            });
  }

  @Test
  void counting_what_waits_takes_a_small_part_of_the_time_only() {
    when(reader.backlog())
        .thenAnswer(
            call -> {
              long end = System.nanoTime() + 50_000_000;
              while (System.nanoTime() < end) {
                Thread.onSpinWait();
              }
              return new Backlog(Map.of(), Map.of());
            });
    recorder.look();
    recorder.look();
    recorder.look();

    verify(reader, times(1)).backlog();
  }

  @Test
  void it_goes_on_by_itself_whatever_becomes_of_a_turn() {
    when(reader.backlog()).thenThrow(new IllegalStateException("broken")).thenReturn(backlog(1, 0));
    recorder.start();

    await().atMost(Duration.ofMinutes(1)).until(() -> !written.isEmpty());
    assertThat(written.element().get(0).pending()).isEqualTo(1L);
  }

  private static long duplicates(List<ActivityStep> steps) {
    return steps.stream().mapToLong(ActivityStep::duplicates).sum();
  }
}
