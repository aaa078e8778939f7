package io.fswebhook.core.inbox.postgres;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.FilterAnswers;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.testing.TestPostgres;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes that store and claim tasks of the same keys at the same moments. */
@Tag("long")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrderOnSeveralNodesTest {

  private static final int NODES = 3;
  private static final int TASKS = 900;
  private static final int KEYS = 4;

  private final TestPostgres postgres = TestPostgres.newSchema();
  private final List<TestNode> nodes = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(2 * NODES);
  private final Map<Long, Long> held = new ConcurrentHashMap<>(); // the task of a key
  private final Map<Long, List<Long>> ended = new ConcurrentHashMap<>();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();

  @AfterEach
  void close() {
    threads.shutdownNow();
    nodes.forEach(TestNode::close);
  }

  @Test
  void no_two_have_tasks_of_one_key_and_what_is_stored_first_ends_first() {
    for (int i = 0; i < NODES; i++) {
      start();
    }
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      TestNode node = nodes.get(i);
      int first = i;
      all.add(CompletableFuture.runAsync(() -> storeSome(node, first), threads));
      all.add(CompletableFuture.runAsync(() -> handle(node), threads));
    }

    all.forEach(TestNode::done);

    assertThat(atOnce).hasValue(0);
    assertThat(done).hasValue(TASKS);
    // Two that are stored at the same moment may be in either order; the others are in one.
    ended.forEach(
        (key, seqs) -> assertThat(outOfOrder(seqs)).as("key " + key).isLessThan(seqs.size() / 10));
    assertThat(postgres.value("SELECT count(*) FROM task WHERE state <> 'succeeded'"))
        .isEqualTo("0");
  }

  /** It has claimed a later task, since it does not see the earlier one yet. */
  @Test
  void a_key_that_another_node_is_claiming_is_left_to_it() throws Exception {
    TestNode node = start();
    store(node, 1, "n1");
    store(node, 1, "n2");
    try (Connection other = postgres.connect()) {
      other.setAutoCommit(false);
      Jdbc.list(
          other,
          "SELECT pg_advisory_xact_lock(" + ClaimOrderedInPostgres.LOCK_OF_KEY + "1))",
          row -> row.getString(1),
          "h");
      Jdbc.update(other, "UPDATE task SET claimed_by = 77 WHERE delivery_seq = 2");

      assertThat(claimInOrder(node)).isEmpty();
      other.commit();
      assertThat(claimInOrder(node)).isEmpty();
    }
    postgres.execute("UPDATE task SET claimed_by = NULL");
    assertThat(claimInOrder(node)).extracting(task -> task.delivery().seq()).containsExactly(1L);
  }

  private TestNode start() {
    TestNode node = new TestNode(postgres, Duration.ofMinutes(1), Clock.systemUTC());
    nodes.add(node);
    return node;
  }

  private static List<HandlerTask> claimInOrder(TestNode node) {
    return TestNode.done(node.inbox().claimInOrder("h", 100, false)).tasks();
  }

  private static void store(TestNode node, long key, String id) {
    FilterAnswers answers = new FilterAnswers(List.of(), List.of(), Map.of("h", key));
    TestNode.done(
        node.inbox()
            .store(
                parsed("ORG1", note(id), Instant.now()).answered(answers.stored()),
                List.of("h"),
                TestNode.NO_ROOM));
  }

  private static long outOfOrder(List<Long> seqs) {
    long count = 0;
    for (int i = 1; i < seqs.size(); i++) {
      count += seqs.get(i) < seqs.get(i - 1) ? 1 : 0;
    }
    return count;
  }

  private void storeSome(TestNode node, int first) {
    for (int i = first; i < TASKS; i += NODES) {
      store(node, i / NODES % KEYS, "n" + i);
    }
  }

  private void handle(TestNode node) {
    while (done.get() < TASKS) {
      List<HandlerTask> tasks = TestNode.done(node.inbox().claimInOrder("h", 100, false)).tasks();
      tasks.forEach(this::begin);
      tasks.forEach(task -> end(task, node));
    }
  }

  private void begin(HandlerTask task) {
    Long key = task.orderKey();
    if (key == null || held.putIfAbsent(key, task.delivery().seq()) != null) {
      atOnce.incrementAndGet();
    }
  }

  private void end(HandlerTask task, TestNode node) {
    long key = task.orderKey() == null ? -1 : task.orderKey();
    ended.computeIfAbsent(key, same -> new ArrayList<>()).add(task.delivery().seq());
    held.remove(key);
    done.incrementAndGet();
    node.record(task, TaskState.SUCCEEDED);
  }
}
