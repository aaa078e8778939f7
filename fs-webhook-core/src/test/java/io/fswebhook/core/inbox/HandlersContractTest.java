package io.fswebhook.core.inbox;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every inbox does for handlers that come, go, and are paused. */
public abstract class HandlersContractTest {

  private Inbox inbox;

  protected abstract Inbox open();

  /** In how long the first of what a handler has is due. */
  protected abstract Duration dueIn(Inbox inbox, String handler);

  @BeforeEach
  void openInbox() {
    inbox = open();
  }

  @AfterEach
  void closeInbox() {
    inbox.close();
  }

  @Test
  void what_is_given_back_is_found_by_the_next_claim_as_it_was() {
    store("1");
    List<HandlerTask> claimed = claim("a").tasks();
    assertThat(claim("a").tasks()).isEmpty();

    inbox.release(claimed);

    assertThat(claim("a").tasks())
        .extracting(HandlerTask::key, HandlerTask::attempts)
        .containsExactly(tuple(claimed.get(0).key(), 0));
  }

  @Test
  void what_the_sink_took_can_be_given_back_too() {
    List<HandlerTask> taken = new ArrayList<>();
    done(inbox.store(parsed("ORG1", note("1"), Instant.now()), List.of("a"), taken::add));
    done(inbox.controls()); // it was offered
    assertThat(taken).hasSize(1);

    inbox.release(taken);

    assertThat(claim("a").tasks()).hasSize(1);
  }

  @Test
  void giving_back_what_is_done_changes_nothing() {
    store("1");
    HandlerTask task = claim("a").tasks().get(0);
    inbox.record(new Outcome(task, TaskState.SUCCEEDED, Instant.now(), Duration.ZERO, null, null));

    inbox.release(List.of(task));

    assertThat(claim("a").tasks()).isEmpty();
  }

  @Test
  void what_was_given_back_in_part_is_claimed_in_part() {
    store("1");
    store("2");
    store("3");
    List<HandlerTask> claimed = claim("a").tasks();

    inbox.release(claimed.subList(1, 2));

    assertThat(claim("a").tasks())
        .extracting(HandlerTask::key)
        .containsExactly(claimed.get(1).key());
  }

  @Test
  void nothing_is_due_later_than_the_longest_delay() {
    store("1");
    retry(claim("a").tasks().get(0), Duration.ofDays(2));
    store("2");
    retry(claim("a").tasks().get(0), Duration.ofMinutes(30));

    done(inbox.bringForward("b", Duration.ofMinutes(1)));
    assertThat(dueIn(inbox, "a")).isBetween(Duration.ofMinutes(25), Duration.ofMinutes(30));
    done(inbox.bringForward("a", Duration.ofHours(1)));
    assertThat(dueIn(inbox, "a")).isBetween(Duration.ofMinutes(25), Duration.ofMinutes(30));
    done(inbox.bringForward("a", Duration.ofMinutes(1)));
    assertThat(dueIn(inbox, "a")).isLessThanOrEqualTo(Duration.ofMinutes(1));
    done(inbox.bringForward("a", Duration.ZERO));

    assertThat(claim("a").tasks()).hasSize(2);
  }

  @Test
  void a_handler_is_paused_until_it_is_resumed() {
    assertThat(done(inbox.controls())).isEmpty();

    done(inbox.pause("a", true));
    assertThat(done(inbox.controls())).isEqualTo(Map.of("a", new HandlerControl(true, 1)));
    done(inbox.pause("b", true));
    done(inbox.pause("a", false));

    assertThat(done(inbox.controls()))
        .isEqualTo(Map.of("a", new HandlerControl(false, 2), "b", new HandlerControl(true, 1)));
  }

  @Test
  void each_time_counts_also_without_a_change() {
    done(inbox.pause("a", false));
    done(inbox.pause("a", false));

    assertThat(done(inbox.controls())).isEqualTo(Map.of("a", new HandlerControl(false, 2)));
  }

  @Test
  void it_is_kept_over_a_restart() {
    done(inbox.pause("a", true));
    inbox.close();

    inbox = open();

    assertThat(done(inbox.controls())).isEqualTo(Map.of("a", new HandlerControl(true, 1)));
  }

  @Test
  void a_closed_inbox_pauses_nobody() {
    inbox.close();

    assertThat(inbox.pause("a", true)).isCompletedExceptionally();
    assertThat(inbox.controls()).isCompletedExceptionally();
  }

  private void store(String noteId) {
    var unused =
        done(inbox.store(parsed("ORG1", note(noteId), Instant.now()), List.of("a"), task -> false));
  }

  private Claim claim(String handler) {
    return done(inbox.claim(handler, 100));
  }

  private void retry(HandlerTask task, Duration retryIn) {
    inbox.record(
        new Outcome(task, TaskState.RETRYING, Instant.now(), Duration.ZERO, retryIn, "down"));
  }

  protected static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
