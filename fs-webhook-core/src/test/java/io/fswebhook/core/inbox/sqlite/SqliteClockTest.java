package io.fswebhook.core.inbox.sqlite;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.dispatch.Clocks;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.operate.Swept;
import io.fswebhook.core.testing.OpenInboxes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's clock is set back and forth while a receiver runs. */
class SqliteClockTest {

  private static final List<Duration> JUMPS =
      List.of(
          Duration.ZERO,
          Duration.ofHours(-2),
          Duration.ofDays(40),
          Duration.ofDays(-40),
          Duration.ofDays(200),
          Duration.ofDays(-199));

  @TempDir private Path folder;
  private final MovableClock wall = MovableClock.at(Instant.now());
  private SqliteInbox inbox;

  @BeforeEach
  void open() {
    Clocks clocks = Clocks.startingFrom(wall); // as the receiver does
    inbox =
        OpenInboxes.sqlite(
            new InboxSettings(folder.resolve("inbox.db"), true, Retention.DEFAULT),
            clocks.steady());
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void what_is_received_is_due_at_once_in_the_order_of_receipt() {
    List<String> ids = receiveWhileTheClockJumps();

    assertThat(claim()).extracting(task -> task.delivery().id()).isEqualTo(ids);
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void a_retry_waits_for_its_time_and_no_longer() {
    receiveWhileTheClockJumps();
    for (HandlerTask task : claim()) {
      inbox.record(
          new Outcome(
              task,
              TaskState.RETRYING,
              wall.instant(),
              Duration.ZERO,
              Duration.ofHours(1),
              "down"));
    }
    wall.advance(Duration.ofDays(1));
    assertThat(claim()).isEmpty();

    Duration wait = done(inbox.claim("a", 100)).lookAgainIn();
    assertThat(wait).isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
  }

  @Test
  void nothing_is_deleted_for_a_clock_that_is_ahead() {
    receiveWhileTheClockJumps();
    for (HandlerTask task : claim()) {
      inbox.record(
          new Outcome(task, TaskState.SUCCEEDED, wall.instant(), Duration.ZERO, null, null));
    }
    wall.advance(Duration.ofDays(400));

    Swept swept = done(inbox.sweep());

    assertThat(swept.finished()).isZero();
    assertThat(swept.unfinished()).isZero();
  }

  private List<String> receiveWhileTheClockJumps() {
    List<String> ids = new ArrayList<>();
    for (Duration jump : JUMPS) {
      wall.advance(jump);
      ids.add(
          done(inbox.store(
                  parsed("ORG1", note("n" + ids.size()), wall.instant()),
                  List.of("a"),
                  task -> false))
              .id());
    }
    return ids;
  }

  private List<HandlerTask> claim() {
    return done(inbox.claim("a", 100)).tasks();
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
