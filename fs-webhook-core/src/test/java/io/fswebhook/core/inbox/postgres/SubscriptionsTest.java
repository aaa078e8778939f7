package io.fswebhook.core.inbox.postgres;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.segment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
    other.inbox().subscribe(Map.of("there", Set.of("note.created")), Map.of());
    awaitSubscribers("here", "there");

    receiving.store(segment("1"), "here");

    assertThat(other.claim("there").handlings())
        .extracting(handling -> new String(handling.delivery().request().body(), UTF_8))
        .noneMatch(body -> body.contains("segment"))
        .anyMatch(body -> body.contains("note"));
    assertThat(other.claim("here").handlings()).hasSizeGreaterThan(1);
  }

  @Test
  void a_handler_on_two_nodes_has_one_handling() {
    TestNode other = start();
    other.inbox().subscribe(Map.of("here", Set.of()), Map.of());
    awaitSubscribers("here");
  }

  @Test
  void a_handler_that_a_running_node_has_no_more_gets_nothing_more() {
    TestNode other = start();
    other.inbox().subscribe(Map.of("kept", Set.of(), "removed", Set.of()), Map.of());
    awaitSubscribers("here", "kept", "removed");

    other.inbox().subscribe(Map.of("kept", Set.of()), Map.of());

    awaitSubscribers("here", "kept");
  }

  @Test
  void a_handler_that_one_of_two_nodes_has_no_more_stays_subscribed() {
    TestNode other = start();
    TestNode third = start();
    other.inbox().subscribe(Map.of("both", Set.of(), "one", Set.of()), Map.of());
    third.inbox().subscribe(Map.of("both", Set.of()), Map.of());
    awaitSubscribers("both", "here", "one");

    other.inbox().subscribe(Map.of(), Map.of());

    awaitSubscribers("both", "here");
  }

  @Test
  void a_handler_stays_subscribed_while_its_node_restarts() {
    TestNode other = start();
    other.inbox().subscribe(Map.of("there", Set.of()), Map.of());
    awaitSubscribers("here", "there");

    stop(other);
    await().atMost(LIMIT).until(() -> postgres.value("SELECT count(*) FROM node").equals("1"));
    awaitSubscribers("here", "there");
    TestNode again = start();
    again.inbox().subscribe(Map.of("there", Set.of("segment.created")), Map.of());

    awaitSubscribers("here"); // what it subscribes to now is what counts
    assertThat(again.claim("there").handlings()).isNotEmpty();
  }

  @Test
  void a_handler_whose_node_did_not_come_back_for_a_day_is_forgotten() {
    TestNode other = start();
    other.inbox().subscribe(Map.of("there", Set.of()), Map.of());
    awaitSubscribers("here", "there");
    stop(other);

    postgres.execute("UPDATE subscription SET seen_at = seen_at - 86400001");
    receiving.inbox().subscribe(Map.of("here", Set.of()), Map.of()); // tidies up on the way

    awaitSubscribers("here");
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
                          "SELECT string_agg(handler, ',' ORDER BY handler) FROM handling"
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
