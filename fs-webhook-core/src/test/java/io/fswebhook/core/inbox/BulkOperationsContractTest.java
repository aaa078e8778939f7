package io.fswebhook.core.inbox;

import static io.fswebhook.core.inbox.TaskFilter.ALL;
import static io.fswebhook.core.testing.SignedRequests.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.inbox.BulkOperation.Kind;
import io.fswebhook.core.inbox.BulkOperation.Result;
import io.fswebhook.core.inbox.BulkOperation.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every inbox keeps of replays and discards of many tasks. */
public abstract class BulkOperationsContractTest extends StoredFixture {

  @Test
  void what_became_of_a_replay_is_seen_as_it_happens() {
    storeMany(4);
    claimAll("a").forEach(task -> die(task, "down"));
    clock.advance(Duration.ofMinutes(1));

    BulkOperation operation = replayed(request(ALL.inState(TaskState.DEAD)));

    assertThat(operation.kind()).isEqualTo(Kind.REPLAY);
    assertThat(operation.state()).isEqualTo(State.DONE);
    assertThat(operation.matched()).isEqualTo(4);
    assertThat(operation.done()).isEqualTo(4);
    assertThat(operation.result()).isEqualTo(new Result(0, 0, 4));
    assertThat(operation.request()).isEqualTo(request(ALL.inState(TaskState.DEAD)));
    assertThat(operation.startedAt()).isCloseTo(clock.instant(), within(5, ChronoUnit.MINUTES));
    assertThat(operation.endedAt()).isAfterOrEqualTo(operation.startedAt());
    assertThat(operation.detail()).isNull();

    clock.advance(Duration.ofMinutes(1));
    List<HandlerTask> again = claimAll("a");
    record(again.get(0), TaskState.SUCCEEDED);
    record(again.get(1), TaskState.RETRYING, Duration.ofHours(1));
    die(again.get(2), "down");
    done(inbox().controls());

    assertThat(stored(operation.id()).result()).isEqualTo(new Result(1, 2, 1));

    replay(ALL.inState(TaskState.DEAD));
    assertThat(stored(operation.id()).result()).isEqualTo(new Result(1, 1, 1)); // no more its own
  }

  @Test
  void what_is_brought_forward_has_failed_only_when_it_fails_again() {
    storeMany(2);
    claimAll("a").forEach(task -> record(task, TaskState.RETRYING, Duration.ofHours(1)));
    clock.advance(Duration.ofMinutes(1));

    BulkOperation operation = replayed(request(ALL));

    assertThat(operation.matched()).isEqualTo(2);
    assertThat(operation.result()).isEqualTo(new Result(0, 0, 2));
    clock.advance(Duration.ofMinutes(1));
    record(claim("a"), TaskState.RETRYING, Duration.ofHours(1));
    done(inbox().controls());
    assertThat(stored(operation.id()).result()).isEqualTo(new Result(0, 1, 1));
  }

  @Test
  void a_replay_to_handlers_and_a_discard_are_kept_too() {
    List<String> ids = storeMany(2);
    claimAll("a").forEach(task -> die(task, "down"));

    BulkOperation toHandlers =
        replayed(new OperationRequest(ALL, List.of("a", "b&="), "ann", "operator"));
    StartedOperation<Long> discard = inbox().operations().discard(request(ALL));
    assertThat(done(discard.ended())).isEqualTo(new StartedOperation.Ended<>(State.DONE, 0L));

    assertThat(toHandlers.matched()).isEqualTo(4);
    assertThat(toHandlers.done()).isEqualTo(4);
    assertThat(toHandlers.request().handlers()).containsExactly("a", "b&=");
    assertThat(toHandlers.result()).isEqualTo(new Result(0, 0, 4));
    done(inbox().operations().replayTo(ALL.ofDelivery(ids.get(0)), event -> List.of("c"), sink));
    assertThat(stored(toHandlers.id()).result()).isEqualTo(new Result(0, 0, 4));
    BulkOperation discarded = stored(discard.id());
    assertThat(discarded.kind()).isEqualTo(Kind.DISCARD);
    assertThat(discarded.matched()).isZero();
    assertThat(discarded.result()).isEqualTo(new Result(0, 0, 0));
  }

  @Test
  void a_filter_is_shown_as_it_was_sent() {
    TaskFilter filter =
        new TaskFilter(
            List.of("1", "a b"),
            DeliverySource.STREAM,
            "event&=%",
            "o\0rg",
            Instant.parse("2026-11-01T00:00:00Z"),
            Instant.parse("2026-11-02T00:00:00.001Z"),
            "Grö\nße\0",
            "h",
            TaskState.RETRYING,
            -1L);

    assertThat(replayed(request(filter)).request().filter()).isEqualTo(filter);
  }

  @Test
  void deleted_deliveries_are_gone_with_their_tasks_and_are_no_new_ones() {
    List<String> ids = storeMany(450);
    StartedOperation<Long> delete =
        inbox().operations().delete(request(ALL.ofDeliveries(ids.subList(0, 2)).withText("n")));
    assertThat(done(delete.ended())).isEqualTo(new StartedOperation.Ended<>(State.DONE, 2L));

    BulkOperation shown = stored(delete.id());
    assertThat(shown.kind()).isEqualTo(Kind.DELETE);
    assertThat(shown.matched()).isEqualTo(2);
    assertThat(shown.done()).isEqualTo(2);
    assertThat(shown.request().filter().text()).isEqualTo("…");
    assertThat(inbox().reader().delivery(ids.get(0))).isEmpty();
    assertThat(query("SELECT count(*) FROM task")).containsExactly("448");

    assertThat(done(inbox().operations().delete(request(ALL)).ended()).result()).isEqualTo(448);
    assertThat(query("SELECT count(*) FROM attempt")).containsExactly("0");
    assertThat(store(note("n7"), "a")).isEqualTo(ids.get(7)); // the same signature again
    assertThat(query("SELECT count(*) FROM delivery")).containsExactly("0");
  }

  @Test
  void the_outcome_of_a_deleted_delivery_is_dropped() {
    storeMany(2);
    List<HandlerTask> running = claimAll("a");
    done(inbox().operations().delete(request(ALL)).ended());

    record(running.get(0), TaskState.SUCCEEDED);
    record(running.get(1), TaskState.RETRYING, Duration.ofHours(1));
    awaitTables();

    assertThat(query("SELECT count(*) FROM task")).containsExactly("0");
    assertThat(query("SELECT count(*) FROM attempt")).containsExactly("0");
    assertThat(claimAll("a")).isEmpty();
  }

  @Test
  void one_that_is_cancelled_ends_before_its_next_step() {
    storeMany(450);
    claimAll("a").forEach(task -> record(task, TaskState.SUCCEEDED));
    CompletableFuture<Long> id = new CompletableFuture<>();
    TaskSink cancelling =
        new TaskSink() {
          @Override
          public boolean offer(HandlerTask task) {
            return false;
          }

          @Override
          public void left(String handler) {
            var unused = inbox().operations().cancel(id.join());
          }
        };

    StartedOperation<Replayed> started = inbox().operations().replay(request(ALL), cancelling);
    id.complete(started.id());

    assertThat(done(started.ended()))
        .isEqualTo(new StartedOperation.Ended<>(State.CANCELLED, new Replayed(200, 0)));
    BulkOperation operation = stored(started.id());
    assertThat(operation.state()).isEqualTo(State.CANCELLED);
    assertThat(operation.matched()).isEqualTo(450);
    assertThat(operation.done()).isEqualTo(200);
    assertThat(operation.endedAt()).isNotNull();
    assertThat(count(ALL.inState(TaskState.PENDING)).deliveries()).isEqualTo(200);
  }

  @Test
  void one_that_has_ended_is_not_cancelled() {
    BulkOperation operation = replayed(request(ALL));

    done(inbox().operations().cancel(operation.id()));

    assertThat(stored(operation.id())).isEqualTo(operation);
    assertThat(inbox().reader().operation(1)).isEmpty();
  }

  @Test
  void one_that_runs_when_the_receiver_stops_is_interrupted() {
    storeMany(450);
    claimAll("a").forEach(task -> record(task, TaskState.SUCCEEDED));
    done(inbox().controls());

    StartedOperation<Replayed> started = inbox().operations().replay(request(ALL), sink);
    reopen(RETENTION);

    assertThat(started.ended()).isCompletedExceptionally();
    BulkOperation operation = stored(started.id());
    assertThat(operation.state()).isEqualTo(State.INTERRUPTED);
    assertThat(operation.endedAt()).isNotNull();
    assertThat(operation.detail()).isNotNull();
  }

  @Test
  void one_whose_receiver_died_is_interrupted() {
    long id = replayed(request(ALL)).id();
    assertThat(
            query(
                "UPDATE operation SET state = 'running', ended_at = NULL, node_id = -1"
                    + " RETURNING id"))
        .hasSize(1);

    reopen(RETENTION);

    await().until(() -> stored(id).state() == State.INTERRUPTED);
  }

  @Test
  void the_newest_come_first_page_by_page() {
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofSeconds(1));
      replayed(request(ALL.ofEvent("event" + i)));
    }

    OperationPage first = inbox().reader().operations(null, 2);
    OperationPage second = inbox().reader().operations(first.next(), 2);

    assertThat(first.items())
        .extracting(operation -> operation.request().filter().eventName())
        .containsExactly("event2", "event1");
    assertThat(second.items())
        .extracting(operation -> operation.request().filter().eventName())
        .containsExactly("event0");
    assertThat(second.next()).isNull();
  }

  @Test
  void what_cannot_be_started_is_not_shown_as_running() {
    store(note("1"), "a");
    inbox().close();

    StartedOperation<Replayed> started = inbox().operations().replay(request(ALL), sink);

    assertThat(started.ended()).isCompletedExceptionally();
    reopen(RETENTION);
    assertThat(inbox().reader().operation(started.id())).isEmpty();
  }

  private BulkOperation replayed(OperationRequest request) {
    StartedOperation<Replayed> started = inbox().operations().replay(request, sink);
    assertThat(done(started.ended()).state()).isEqualTo(State.DONE);
    return stored(started.id());
  }

  private BulkOperation stored(long id) {
    return inbox().reader().operation(id).orElseThrow();
  }
}
