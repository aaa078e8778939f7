package io.fswebhook.core.inbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Permits;
import io.fswebhook.core.testing.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several nodes have one rate. */
class PostgresPermitsTest {

  private static final Duration INTERVAL = Duration.ofMillis(10);
  private static final int WANTED = 60;

  private final TestPostgres postgres = TestPostgres.newSchema();
  private final List<TestNode> nodes = new ArrayList<>();

  @AfterEach
  void close() {
    nodes.forEach(TestNode::close);
  }

  @Test
  void nodes_that_ask_all_the_time_get_no_more_together_than_one() {
    for (int i = 0; i < 3; i++) {
      nodes.add(new TestNode(postgres, Duration.ofMinutes(1), Clock.systemUTC()));
    }
    long begin = System.nanoTime();
    int granted = 0;
    while (granted < WANTED) {
      List<CompletableFuture<Permits>> asked =
          nodes.stream().map(node -> node.permits("a", INTERVAL, WANTED)).toList();
      granted += asked.stream().mapToInt(each -> TestNode.done(each).granted()).sum();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);

    int burst = 11;
    assertThat(granted).isLessThanOrEqualTo((int) took.dividedBy(INTERVAL) + burst);
  }
}
