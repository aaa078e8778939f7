package io.fswebhook.core.inbox.postgres;

import static io.fswebhook.core.testing.SignedRequests.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.inbox.BulkOperation;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.OperationRequest;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.core.inbox.StartedOperation;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.testing.TestPostgres;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several inboxes on one database. */
@Tag("long")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SeveralNodesTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofSeconds(2);

  private final TestPostgres postgres = TestPostgres.newSchema();
  private final List<TestNode> nodes = new ArrayList<>();

  @AfterEach
  void close() {
    nodes.forEach(TestNode::close);
  }

  @Test
  void a_claim_that_was_committed_after_its_connection_was_given_up_is_released() {
    TestNode node = new TestNode(postgres, LONG, Clock.systemUTC());
    nodes.add(node);
    String id = node.store(note("1"), "a").id();
    postgres.execute("UPDATE task SET claimed_by = (SELECT id FROM node)");
    assertThat(node.claim("a").tasks()).isEmpty();

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(node.claim("a").tasks())
                    .extracting(task -> task.delivery().id())
                    .containsExactly(id));
  }

  @Test
  void several_that_start_at_once_on_an_empty_database_all_start() {
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try {
      List<CompletableFuture<TestNode>> starting = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        starting.add(
            CompletableFuture.supplyAsync(
                () -> new TestNode(postgres, LONG, Clock.systemUTC()), threads));
      }
      starting.forEach(node -> nodes.add(TestNode.done(node)));
    } finally {
      threads.shutdown();
    }

    assertThat(postgres.value("SELECT count(*) FROM node")).isEqualTo("5");
    nodes.get(3).store(note("1"), "a");
    assertThat(nodes.get(4).claim("a").tasks()).hasSize(1);
  }

  @Test
  void what_one_has_claimed_another_does_not_get() {
    TestNode a = start(LONG);
    TestNode b = start(LONG);
    a.store(note("1"), "h");
    b.store(note("2"), "h");

    assertThat(a.claim("h").tasks()).hasSize(2);
    assertThat(b.claim("h").tasks()).isEmpty();
  }

  @Test
  void claims_at_the_same_moment_share_what_is_due() {
    TestNode a = start(LONG);
    TestNode b = start(LONG);
    List<CompletableFuture<Receipt>> pending = new ArrayList<>();
    for (int i = 0; i < 401; i++) {
      pending.add(a.storing(note("n" + i), Instant.now(), "h"));
    }
    pending.forEach(TestNode::done);

    List<HandlerTask> claimed = Collections.synchronizedList(new ArrayList<>());
    while (claimed.size() < 401) {
      var one = a.inbox().claim("h", 7);
      var other = b.inbox().claim("h", 7);
      claimed.addAll(TestNode.done(one).tasks());
      claimed.addAll(TestNode.done(other).tasks());
    }

    assertThat(claimed).extracting(task -> task.delivery().seq()).doesNotHaveDuplicates();
    assertThat(claimed).extracting(HandlerTask::claimedBy).contains(1L, 2L);
  }

  @Test
  void identical_deliveries_at_the_same_moment_on_two_nodes_are_one() {
    TestNode a = start(LONG);
    TestNode b = start(LONG);
    Instant now = Instant.now();
    List<CompletableFuture<Receipt>> pending = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      pending.add(a.storing(note("same"), now, "h"));
      pending.add(b.storing(note("same"), now, "h"));
    }

    List<Receipt> receipts = pending.stream().map(TestNode::done).toList();

    assertThat(receipts).extracting(Receipt::id).containsOnly(receipts.get(0).id());
    assertThat(receipts)
        .filteredOn(receipt -> receipt.status() == Receipt.Status.STORED)
        .hasSize(1);
    assertThat(postgres.value("SELECT count(*) FROM task")).isEqualTo("1");
  }

  @Test
  void the_same_deliveries_in_another_order_do_not_lock_the_nodes_out() {
    TestNode a = start(LONG);
    TestNode b = start(LONG);
    Instant now = Instant.now();
    List<CompletableFuture<Receipt>> pending = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 50; i++) {
        pending.add(a.storing(note(round + "/" + i), now, "h"));
        pending.add(b.storing(note(round + "/" + (49 - i)), now, "h"));
      }
    }

    List<Receipt> receipts = pending.stream().map(TestNode::done).toList();

    assertThat(receipts)
        .filteredOn(receipt -> receipt.status() == Receipt.Status.STORED)
        .hasSize(1000);
  }

  @Test
  void the_clock_of_the_database_decides_what_is_due_whatever_the_nodes_have() {
    TestNode ahead = start(LONG, Clock.offset(Clock.systemUTC(), Duration.ofHours(5)));
    TestNode behind = start(LONG, Clock.offset(Clock.systemUTC(), Duration.ofHours(-5)));
    TestNode.done(ahead.storing(note("1"), Instant.now().plus(Duration.ofHours(5)), "h"));

    HandlerTask task = behind.claim("h").tasks().get(0);
    behind.record(task, TaskState.RETRYING); // in an hour
    assertThat(ahead.claim("h").tasks()).isEmpty();
    assertThat(behind.claim("h").tasks()).isEmpty();

    postgres.execute("UPDATE task SET due_at = due_at - 3600000");
    assertThat(behind.claim("h").tasks()).hasSize(1);
  }

  @Test
  void what_a_stopped_node_had_is_free_at_once() {
    TestNode a = start(LONG);
    TestNode b = start(LONG);
    a.store(note("1"), "h");
    assertThat(a.claim("h").tasks()).hasSize(1);

    a.close();
    nodes.remove(a);

    assertThat(b.claim("h").tasks()).hasSize(1);
  }

  @Test
  void what_a_dead_node_had_is_taken_over_when_its_lease_has_ended() throws Exception {
    TestNode a = start(SHORT);
    TestNode b = start(SHORT);
    a.store(note("1"), "h");
    HandlerTask lost = a.claim("h").tasks().get(0);
    assertThat(a.inbox().holds(lost)).isTrue();

    a.cut();
    await().atMost(LONG).until(() -> !b.claim("h").tasks().isEmpty());

    assertThat(a.inbox().holds(lost)).isFalse(); // known without being told
  }

  @Test
  void the_outcome_of_a_node_that_lost_its_lease_does_not_replace_the_new_owners()
      throws Exception {
    TestNode a = start(SHORT);
    TestNode b = start(SHORT);
    a.store(note("1"), "h");
    HandlerTask old = a.claim("h").tasks().get(0);
    a.cut();
    List<HandlerTask> taken = new ArrayList<>();
    await().atMost(LONG).until(() -> taken.addAll(b.claim("h").tasks()));
    b.record(taken.get(0), TaskState.SUCCEEDED);
    b.claim("h");

    a.record(old, TaskState.DEAD);
    a.mend();
    await().atMost(LONG).until(() -> !a.staleOutcomes.isEmpty());

    assertThat(postgres.value("SELECT state || ' ' || attempts FROM task"))
        .isEqualTo("succeeded 1");
    assertThat(postgres.value("SELECT string_agg(outcome, ',') FROM attempt"))
        .isEqualTo("succeeded");
    assertThat(b.staleOutcomes).isEmpty();
  }

  @Test
  void a_late_outcome_does_not_replace_what_the_new_owner_still_does() throws Exception {
    TestNode a = start(SHORT);
    TestNode b = start(SHORT);
    a.store(note("1"), "h");
    HandlerTask old = a.claim("h").tasks().get(0);
    a.cut();
    List<HandlerTask> taken = new ArrayList<>();
    await().atMost(LONG).until(() -> taken.addAll(b.claim("h").tasks()));

    a.record(old, TaskState.DEAD);
    a.mend();
    await().atMost(LONG).until(() -> !a.staleOutcomes.isEmpty());

    assertThat(postgres.value("SELECT state FROM task")).isEqualTo("pending");
    assertThat(b.inbox().holds(taken.get(0))).isTrue();
    b.record(taken.get(0), TaskState.SUCCEEDED);
    b.claim("h");
    assertThat(postgres.value("SELECT state FROM task")).isEqualTo("succeeded");
  }

  @Test
  void a_node_that_lost_its_lease_goes_on_as_another_one() throws Exception {
    TestNode a = start(SHORT);
    TestNode b = start(SHORT);
    a.store(note("1"), "h");
    HandlerTask old = a.claim("h").tasks().get(0);
    a.cut();
    await().atMost(LONG).until(() -> postgres.value("SELECT count(*) FROM node").equals("1"));
    b.close();
    nodes.remove(b);

    a.mend();
    List<HandlerTask> again = new ArrayList<>();
    await().atMost(LONG).until(() -> again.addAll(a.claimIfAvailable("h")));

    assertThat(again.get(0).delivery().id()).isEqualTo(old.delivery().id());
    assertThat(a.inbox().holds(again.get(0))).isTrue();
    assertThat(a.inbox().holds(old)).isFalse();
    a.record(old, TaskState.DEAD);
    a.record(again.get(0), TaskState.SUCCEEDED);
    await().atMost(LONG).until(() -> !a.staleOutcomes.isEmpty());
    assertThat(postgres.value("SELECT state FROM task")).isEqualTo("succeeded");
  }

  @Test
  void nobody_is_given_up_because_the_database_was_away_from_all() throws Exception {
    Duration lease = Duration.ofSeconds(3);
    TestNode a = start(lease);
    TestNode b = start(lease);
    a.store(note("1"), "h");
    HandlerTask task = a.claim("h").tasks().get(0);
    a.cut();
    b.cut();
    await()
        .atMost(LONG)
        .until(
            () ->
                postgres
                    .value(
                        "SELECT bool_and(lease_until < extract(epoch FROM now()) * 1000) FROM node")
                    .equals("t"));
    a.record(task, TaskState.SUCCEEDED); // finished meanwhile

    b.mend(); // comes back first and finds the other one's lease ended
    await()
        .atMost(LONG)
        .until(
            () ->
                postgres
                    .value(
                        "SELECT lease_until > extract(epoch FROM now()) * 1000 FROM node WHERE id = 2")
                    .equals("t"));
    assertThat(b.claimIfAvailable("h")).isEmpty();
    a.mend();
    await().atMost(LONG).until(() -> postgres.value("SELECT state FROM task").equals("succeeded"));

    assertThat(a.staleOutcomes).isEmpty();
    assertThat(postgres.value("SELECT string_agg(id::text, ',' ORDER BY id) FROM node"))
        .isEqualTo("1,2");
  }

  @Test
  void what_was_not_begun_while_the_lease_had_ended_is_claimed_again() throws Exception {
    TestNode a = start(SHORT);
    a.store(note("1"), "h");
    HandlerTask task = a.claim("h").tasks().get(0);
    a.cut();
    await().atMost(LONG).until(() -> !a.inbox().holds(task));

    a.mend();
    await().atMost(LONG).until(() -> !a.claimIfAvailable("h").isEmpty());
  }

  @Test
  void an_operation_is_cancelled_from_another_node() {
    TestNode a = start(LONG);
    TestNode b = start(LONG);
    for (int i = 0; i < 201; i++) {
      a.store(note("n" + i), "h");
    }
    CompletableFuture<Long> id = new CompletableFuture<>();

    StartedOperation<Replayed> started =
        replayToAnother(a, () -> TestNode.done(b.inbox().operations().cancel(id.join())));
    id.complete(started.id());

    assertThat(TestNode.done(started.ended()))
        .isEqualTo(
            new StartedOperation.Ended<>(BulkOperation.State.CANCELLED, new Replayed(200, 0)));
    assertThat(operation(b, started.id()).done()).isEqualTo(200);
  }

  @Test
  void an_operation_whose_node_is_gone_is_interrupted() {
    TestNode a = start(SHORT);
    TestNode b = start(SHORT);
    for (int i = 0; i < 201; i++) {
      a.store(note("n" + i), "h");
    }

    StartedOperation<Replayed> started = replayToAnother(a, () -> cut(a));

    await()
        .atMost(LONG)
        .until(() -> operation(b, started.id()).state() == BulkOperation.State.INTERRUPTED);
    a.mend();
    await().atMost(LONG).until(() -> a.inbox().isAvailable());
    assertThat(started.ended().toCompletableFuture()).isCompletedExceptionally();
    assertThat(operation(a, started.id()).state()).isEqualTo(BulkOperation.State.INTERRUPTED);
  }

  /**
   * Two steps.
   *
   * @param between runs on the writer thread after the first one
   */
  private static StartedOperation<Replayed> replayToAnother(TestNode node, Runnable between) {
    TaskSink sink =
        new TaskSink() {
          @Override
          public boolean offer(HandlerTask task) {
            return false;
          }

          @Override
          public void left(String handler) {
            between.run();
          }
        };
    OperationRequest request =
        new OperationRequest(TaskFilter.ALL, List.of("another"), "ann", "operator");
    return node.inbox().operations().replay(request, sink);
  }

  private static void cut(TestNode node) {
    try {
      node.cut();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static BulkOperation operation(TestNode node, long id) {
    return node.inbox().reader().operation(id).orElseThrow();
  }

  private TestNode start(Duration lease) {
    return start(lease, Clock.systemUTC());
  }

  private TestNode start(Duration lease, Clock clock) {
    TestNode node = new TestNode(postgres, lease, clock);
    nodes.add(node);
    return node;
  }
}
