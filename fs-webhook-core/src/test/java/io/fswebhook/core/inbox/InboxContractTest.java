package io.fswebhook.core.inbox;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static io.fswebhook.core.testing.SignedRequests.raw;
import static io.fswebhook.core.testing.SignedRequests.segment;
import static io.fswebhook.core.testing.SignedRequests.traced;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Receipt.Status;
import io.fswebhook.core.trace.TraceContext;
import io.fswebhook.core.verify.RawRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every inbox does, whatever it is kept in. */
public abstract class InboxContractTest {

  protected final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private Inbox inbox;

  protected abstract Inbox open(boolean sameBodyIsDuplicate);

  /** Moves the clock that decides what is due. */
  protected abstract void letPass(Duration time);

  @BeforeEach
  void openInbox() {
    inbox = open(true);
  }

  @AfterEach
  void closeInbox() {
    inbox.close();
  }

  @Test
  void a_new_delivery_is_stored() {
    Receipt receipt = store("ORG1", note("1"), now);

    assertThat(receipt.status()).isEqualTo(Status.STORED);
    assertThat(UUID.fromString(receipt.id()).version()).isEqualTo(7);
  }

  @Test
  void the_same_signature_again_is_a_duplicate_of_the_first() {
    Receipt first = store("ORG1", note("1"), now);
    Receipt second = store("ORG1", note("1"), now);

    assertThat(second).isEqualTo(new Receipt(first.id(), Status.DUPLICATE));
    assertThat(claim("a", 10).tasks()).hasSize(1);
  }

  @Test
  void a_retry_that_is_signed_anew_is_a_duplicate_when_the_body_carries_its_time() {
    Receipt first = store("ORG1", segment("1"), now);
    Receipt second = store("ORG1", segment("1"), now.plusSeconds(10));

    assertThat(second).isEqualTo(new Receipt(first.id(), Status.DUPLICATE));
  }

  @Test
  void equal_bodies_without_a_time_are_two_events() {
    store("ORG1", note("1"), now);

    assertThat(store("ORG1", note("1"), now.plusSeconds(10)).status()).isEqualTo(Status.STORED);
  }

  @Test
  void equal_bodies_of_two_organisations_are_two_events() {
    store("ORG1", segment("1"), now);

    assertThat(store("ORG2", segment("1"), now).status()).isEqualTo(Status.STORED);
  }

  @Test
  void equal_bodies_are_two_events_when_only_signatures_count() {
    inbox.close();
    inbox = open(false);
    store("ORG1", segment("1"), now);

    assertThat(store("ORG1", segment("1"), now.plusSeconds(10)).status()).isEqualTo(Status.STORED);
  }

  @Test
  void what_was_stored_before_the_rule_for_duplicates_was_changed_is_still_met() {
    Receipt first = store("ORG1", segment("1"), now);
    reopen(false);

    assertThat(store("ORG1", segment("1"), now))
        .isEqualTo(new Receipt(first.id(), Status.DUPLICATE));
    Receipt second = store("ORG1", segment("1"), now.plusSeconds(10));
    assertThat(second.status()).isEqualTo(Status.STORED);
    Receipt other = store("ORG1", segment("2"), now);
    reopen(true);

    assertThat(store("ORG1", segment("1"), now.plusSeconds(20)))
        .isEqualTo(new Receipt(first.id(), Status.DUPLICATE));
    assertThat(store("ORG1", segment("2"), now.plusSeconds(20)))
        .isEqualTo(new Receipt(other.id(), Status.DUPLICATE));
  }

  @Test
  void identical_deliveries_at_the_same_moment_are_one() {
    List<CompletableFuture<Receipt>> pending = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      pending.add(
          inbox
              .store(parsed("ORG1", note("1"), now), List.of("a"), task -> false)
              .toCompletableFuture());
    }

    List<Receipt> receipts = pending.stream().map(InboxContractTest::done).toList();

    assertThat(receipts).extracting(Receipt::id).containsOnly(receipts.get(0).id());
    assertThat(receipts).filteredOn(receipt -> receipt.status() == Status.STORED).hasSize(1);
    assertThat(claim("a", 10).tasks()).hasSize(1);
  }

  @Test
  void what_is_claimed_is_what_was_received() {
    Receipt receipt = store("ORG1", note("ä€😀"), now);

    HandlerTask task = claim("a", 10).tasks().get(0);

    assertThat(task.attempts()).isZero();
    assertThat(task.delivery().id()).isEqualTo(receipt.id());
    assertThat(task.delivery().request().orgId()).isEqualTo("ORG1");
    assertThat(task.delivery().request().signedAt())
        .isEqualTo(Instant.ofEpochSecond(now.getEpochSecond()));
    assertThat(task.delivery().request().receivedAt()).isEqualTo(now);
    assertThat(task.delivery().request().body())
        .isEqualTo(note("ä€😀").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatever_an_event_is_called_it_is_stored() {
    String pairAtTheBound = "n".repeat(199) + "\\ud83d\\ude00";
    for (String name :
        List.of("\\ud800", "a\\u0000b", pairAtTheBound, "日本", "\\uffff", "n".repeat(99_999))) {
      String body = "{\"eventName\":\"" + name + "\",\"version\":1,\"data\":{}}";
      assertThat(store("ORG1", body, now).status()).isEqualTo(Status.STORED);
    }
    assertThat(claim("a", 10).tasks()).hasSize(6);
    assertThat(inbox.isAvailable()).isTrue();
  }

  @Test
  void each_subscribing_handler_has_a_task_of_its_own() {
    done(inbox.store(parsed("ORG1", note("1"), now), List.of("a", "b"), task -> false));

    assertThat(claim("a", 10).tasks()).hasSize(1);
    assertThat(claim("b", 10).tasks()).hasSize(1);
    assertThat(claim("c", 10).tasks()).isEmpty();
  }

  @Test
  void what_is_claimed_is_not_claimed_again() {
    store("ORG1", note("1"), now);
    store("ORG1", note("2"), now);

    Claim first = claim("a", 1);
    Claim second = claim("a", 10);

    assertThat(first.tasks()).hasSize(1);
    assertThat(first.exhausted()).isFalse();
    assertThat(second.tasks()).hasSize(1);
    assertThat(second.exhausted()).isTrue();
    assertThat(second.tasks().get(0).delivery().id())
        .isNotEqualTo(first.tasks().get(0).delivery().id());
  }

  @Test
  void what_the_sink_takes_is_claimed() {
    List<HandlerTask> taken = new ArrayList<>();
    done(inbox.store(parsed("ORG1", note("1"), now), List.of("a"), taken::add));
    done(inbox.controls()); // it was offered

    assertThat(taken).hasSize(1);
    assertThat(taken.get(0).delivery().event()).isNotNull();
    assertThat(claim("a", 10).tasks()).isEmpty();
  }

  @Test
  void a_success_is_never_due_again() {
    store("ORG1", note("1"), now);
    record(claim("a", 10).tasks().get(0), TaskState.SUCCEEDED, null);

    assertNothingIsDue();
    reopen();
    assertNothingIsDue();
  }

  @Test
  void a_retry_is_due_at_its_time_with_its_attempts_counted() {
    store("ORG1", note("1"), now);
    HandlerTask task = claim("a", 10).tasks().get(0);
    record(task, TaskState.RETRYING, Duration.ofHours(1));

    Claim early = claim("a", 10);
    assertThat(early.tasks()).isEmpty();
    assertThat(early.lookAgainIn()).isLessThanOrEqualTo(Duration.ofHours(1));

    letPass(Duration.ofHours(2));
    assertThat(claim("a", 10).tasks()).extracting(HandlerTask::attempts).containsExactly(1);
  }

  @Test
  void a_retry_that_is_due_at_once_is_found_by_the_next_claim() {
    store("ORG1", note("1"), now);
    HandlerTask task = claim("a", 10).tasks().get(0);
    for (int attempt = 1; attempt <= 100; attempt++) {
      record(task, TaskState.RETRYING, Duration.ZERO);
      List<HandlerTask> again = claim("a", 10).tasks();
      assertThat(again).extracting(HandlerTask::attempts).containsExactly(attempt);
      task = again.get(0);
    }
  }

  @Test
  void what_is_dead_is_not_due() {
    store("ORG1", note("1"), now);
    record(claim("a", 10).tasks().get(0), TaskState.DEAD, null);

    assertNothingIsDue();
  }

  @Test
  void a_restart_gives_back_what_was_claimed_but_not_finished() {
    store("ORG1", note("1"), now);
    claim("a", 10);
    reopen();

    assertThat(claim("a", 10).tasks()).hasSize(1);
    assertThat(store("ORG1", note("1"), now).status()).isEqualTo(Status.DUPLICATE);
  }

  @Test
  void the_oldest_is_claimed_first() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(store("ORG1", note("n" + i), now.plusMillis(i - 20)).id());
    }

    assertThat(claim("a", 20).tasks())
        .extracting(task -> task.delivery().id())
        .containsExactlyElementsOf(ids);
  }

  @Test
  void a_claim_of_large_bodies_is_bounded_by_their_bytes() {
    String filler = "x".repeat(1 << 20);
    for (int i = 0; i < 12; i++) {
      store("ORG1", note(i + filler), now);
    }

    Claim claim = claim("a", 100);

    assertThat(claim.tasks()).hasSize(8);
    assertThat(claim.exhausted()).isFalse();
    assertThat(claim("a", 100).tasks()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_claim_has_the_trace_that_the_delivery_came_with(boolean reopened) {
    TraceContext trace =
        new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=of it");
    TraceContext without = new TraceContext(trace.traceparent(), null);
    store(traced(raw("ORG1", note("1"), now), trace));
    store(traced(raw("ORG1", note("2"), now), without));
    store(traced(raw("ORG1", note("3"), now), null));
    if (reopened) {
      reopen();
    }

    assertThat(claim("a", 10).tasks())
        .extracting(task -> task.delivery().request().trace())
        .containsExactly(trace, without, null);
  }

  @Test
  void a_closed_inbox_takes_nothing() {
    inbox.close();

    assertThat(inbox.store(parsed("ORG1", note("1"), now), List.of(), task -> false))
        .isCompletedExceptionally();
  }

  private void assertNothingIsDue() {
    Claim claim = claim("a", 10);
    assertThat(claim.tasks()).isEmpty();
    assertThat(claim.exhausted()).isTrue();
  }

  protected Inbox inbox() {
    return inbox;
  }

  @Test
  void what_a_target_answered_is_kept_with_the_attempt() {
    String id = store("ORG1", note("1"), now).id();
    HandlerTask task = claim("a", 1).tasks().get(0);
    TargetResponse response = TargetResponse.reported(503, "down\0 for\nmaintenance");
    inbox.record(
        new Outcome(task, TaskState.DEAD, now, Duration.ofMillis(5), null, "status 503", response));
    done(inbox.controls());

    assertThat(inbox.reader().delivery(id).orElseThrow().attempts().get("a"))
        .extracting(AttemptRecord::response)
        .containsExactly(new TargetResponse(503, "down\\u0000 for\nmaintenance"));
  }

  protected void reopen() {
    reopen(true);
  }

  private void reopen(boolean sameBodyIsDuplicate) {
    inbox.close();
    inbox = open(sameBodyIsDuplicate);
  }

  protected Receipt store(String orgId, String body, Instant signedAt) {
    return done(inbox.store(parsed(orgId, body, signedAt), List.of("a"), task -> false));
  }

  private void store(RawRequest raw) {
    done(inbox.store(parsed(raw), List.of("a"), task -> false));
  }

  protected Claim claim(String handler, int limit) {
    return done(inbox.claim(handler, limit));
  }

  protected void record(HandlerTask task, TaskState state, @Nullable Duration retryIn) {
    inbox.record(
        new Outcome(
            task, state, now, Duration.ofMillis(5), retryIn, retryIn == null ? null : "down"));
  }

  protected static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
