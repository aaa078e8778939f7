package io.fswebhook.core.inbox.postgres;

import static io.fswebhook.core.testing.SignedRequests.note;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.FeedContractTest;
import io.fswebhook.core.inbox.FeedPage;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.ListPlace;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.testing.OpenInboxes;
import io.fswebhook.core.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PostgresFeedTest extends FeedContractTest {

  private final TestPostgres postgres = TestPostgres.newSchema();

  @Override
  protected Inbox open(Retention retention, Clock clock) {
    return OpenInboxes.postgres(postgres.settings(retention), ReceiverObserver.NONE, clock);
  }

  @Override
  protected CompletionStage<?> sweep(Inbox inbox) {
    return ((PostgresInbox) inbox).sweep();
  }

  @Override
  protected List<String> query(String sql) {
    return postgres.values(sql);
  }

  /** Another node has taken a lower number and has not committed. */
  @Test
  void what_is_stored_later_with_a_lower_number_is_not_missed() throws SQLException {
    FeedPage start = feed(TaskFilter.ALL, null, 10);
    try (Connection node = postgres.connect();
        Statement insert = node.createStatement()) {
      node.setAutoCommit(false);
      insert.execute(
          "INSERT INTO delivery (seq, id, duplicate_key, signature_key, event_name, received_at,"
              + " test, address, headers, body) VALUES (nextval('delivery_seq'), 'slow', 'k', 'k',"
              + " 'x', 0, 0, '', '', 'b')");
      String fast = stored(note("1"));

      FeedPage meanwhile = feed(TaskFilter.ALL, start.end(), 10);
      assertThat(meanwhile).isEqualTo(new FeedPage(List.of(), start.end(), start.end(), true));
      node.commit();

      assertThat(ids(feed(TaskFilter.ALL, start.end(), 10))).containsExactly("slow", fast);
    }
  }

  @Test
  void of_what_two_nodes_store_at_the_same_time_none_is_missed() {
    ListPlace place = feed(TaskFilter.ALL, null, 1).end();
    List<CompletableFuture<Receipt>> pending = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    try (TestNode one = new TestNode(postgres, Duration.ofMinutes(1), Clock.systemUTC());
        TestNode other = new TestNode(postgres, Duration.ofMinutes(1), Clock.systemUTC())) {
      for (int i = 0; i < 300; i++) {
        pending.add(one.storing(note("one" + i), Instant.now()));
        pending.add(other.storing(note("other" + i), Instant.now()));
        if (i % 10 == 0) {
          place = read(place, seen);
        }
      }
      List<String> stored = pending.stream().map(each -> TestNode.done(each).id()).toList();
      read(place, seen);

      assertThat(seen).containsExactlyInAnyOrderElementsOf(stored);
    }
  }

  private ListPlace read(ListPlace from, List<String> seen) {
    FeedPage page = feed(TaskFilter.ALL, from, 50);
    seen.addAll(ids(page));
    while (page.more()) {
      page = feed(TaskFilter.ALL, page.end(), 50);
      seen.addAll(ids(page));
    }
    return page.end();
  }
}
