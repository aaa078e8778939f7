package io.fswebhook.core.inbox.postgres;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.segment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.node.InstalledVersion;
import io.fswebhook.core.node.NodeInfo;
import io.fswebhook.core.node.SeenNode;
import io.fswebhook.core.testing.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A delivery that one node receives is for the handlers of all. */
class SubscriptionsTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final TestPostgres postgres = TestPostgres.newSchema();
  private final AtomicInteger number = new AtomicInteger();
  private final List<TestNode> nodes = new ArrayList<>();
  private final TestNode receiving = start();

  @AfterEach
  void close() {
    nodes.forEach(TestNode::close);
  }

  @Test
  void a_delivery_is_also_for_a_handler_that_only_another_node_has() {
    TestNode other = start();
    other.inbox().subscribe(Map.of("there", Set.of("note.created")), Map.of(), Set.of());
    awaitSubscribers("here", "there");

    receiving.store(segment("1"), "here");

    assertThat(other.claim("there").tasks())
        .extracting(task -> new String(task.delivery().request().body(), UTF_8))
        .noneMatch(body -> body.contains("segment"))
        .anyMatch(body -> body.contains("note"));
    assertThat(other.claim("here").tasks()).hasSizeGreaterThan(1);
  }

  @Test
  void each_node_knows_itself_and_the_others() {
    TestNode other = start();

    await().atMost(LIMIT).until(() -> receiving.inbox().nodes().size() == 2);
    assertThat(receiving.inbox().nodes()).extracting(SeenNode::self).containsExactly(true, false);
    assertThat(other.inbox().nodes()).extracting(SeenNode::self).containsExactly(false, true);
    assertThat(receiving.inbox().nodes())
        .allMatch(node -> node.info().name().equals(NodeInfo.processName()))
        .allMatch(node -> node.info().version().equals(InstalledVersion.get()))
        .noneMatch(SeenNode::silent);

    stop(other);
    await().atMost(LIMIT).until(() -> receiving.inbox().nodes().size() == 1);
  }

  @Test
  void a_handler_on_two_nodes_has_one_task() {
    TestNode other = start();
    other.inbox().subscribe(Map.of("here", Set.of()), Map.of(), Set.of());
    awaitSubscribers("here");
  }

  @Test
  void a_handler_that_no_node_has_any_more_stays_subscribed_on_all() {
    TestNode other = start();
    other.inbox().subscribe(Map.of("kept", Set.of(), "removed", Set.of()), Map.of(), Set.of());
    awaitSubscribers("here", "kept", "removed");

    other.inbox().subscribe(Map.of("kept", Set.of()), Map.of(), Set.of());

    awaitPresent("removed", false);
    awaitSubscribers("here", "kept", "removed");
  }

  @Test
  void a_handler_that_runs_in_two_versions_gets_what_one_of_them_wants() {
    TestNode other = start();
    TestNode third = start();
    other.inbox().subscribe(Map.of("both", Set.of("note.created")), Map.of(), Set.of());
    third.inbox().subscribe(Map.of("both", Set.of("segment.created")), Map.of(), Set.of());
    awaitSubscribers("both", "here");
    await().atMost(LIMIT).until(() -> events("both").equals("note.created,segment.created"));

    stop(other);

    await().atMost(LIMIT).until(() -> events("both").equals("segment.created"));
    awaitSubscribers("here");
  }

  @Test
  void a_handler_stays_subscribed_while_its_node_restarts() {
    TestNode other = start();
    other.inbox().subscribe(Map.of("there", Set.of()), Map.of(), Set.of());
    awaitSubscribers("here", "there");

    stop(other);
    await().atMost(LIMIT).until(() -> postgres.value("SELECT count(*) FROM node").equals("1"));
    awaitSubscribers("here", "there");
    TestNode again = start();
    again.inbox().subscribe(Map.of("there", Set.of("segment.created")), Map.of(), Set.of());

    awaitSubscribers("here"); // what it subscribes to now is what counts
    assertThat(again.claim("there").tasks()).isNotEmpty();
  }

  @Test
  void what_was_ended_on_one_node_is_ended_on_all_and_stays_so() {
    TestNode other = start();
    other.inbox().subscribe(Map.of("there", Set.of()), Map.of(), Set.of());
    awaitSubscribers("here", "there");
    other.inbox().subscribe(Map.of(), Map.of(), Set.of());
    awaitPresent("there", false);

    TestNode.done(other.inbox().unsubscribe("there"));

    awaitSubscribers("here");
    other
        .inbox()
        .subscribe(Map.of("another", Set.of()), Map.of(), Set.of()); // writes all it has anew
    awaitSubscribers("another", "here");
  }

  @Test
  void what_still_runs_on_another_node_cannot_be_ended_here() {
    TestNode other = start();
    other.inbox().subscribe(Map.of("there", Set.of()), Map.of(), Set.of());
    awaitPresent("there", true);

    TestNode.done(receiving.inbox().unsubscribe("there"));

    await().atMost(LIMIT).until(() -> !events("there").equals("null"));
    awaitSubscribers("here", "there");
  }

  private String events(String handler) {
    return postgres.value(
        "SELECT string_agg(event_name, ',' ORDER BY event_name) FROM subscription WHERE handler = '"
            + handler
            + "'");
  }

  private void awaitPresent(String handler, boolean present) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                receiving.inbox().subscriptions().stream()
                    .anyMatch(each -> each.handler().equals(handler) && each.present() == present));
  }

  /** Stores one delivery after another until one is for exactly these. */
  private void awaitSubscribers(String... handlers) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              String id = receiving.store(note("n" + number.incrementAndGet()), "here").id();
              assertThat(
                      postgres.value(
                          "SELECT string_agg(handler, ',' ORDER BY handler) FROM task"
                              + " JOIN delivery ON seq = delivery_seq WHERE id = '"
                              + id
                              + "'"))
                  .isEqualTo(String.join(",", handlers));
            });
  }

  private TestNode start() {
    TestNode node = new TestNode(postgres, LIMIT, Clock.systemUTC());
    nodes.add(node);
    return node;
  }

  private void stop(TestNode node) {
    node.close();
    nodes.remove(node);
  }
}
