package io.fswebhook.core.inbox.postgres;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.inbox.DeliveryQuery;
import io.fswebhook.core.inbox.DeliverySummary;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.testing.OpenInboxes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another server takes over, and nothing cuts the connections to the one before. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailoverTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Test
  void receipts_go_on_at_the_new_primary_and_lists_show_it() throws Exception {
    try (EmbeddedPostgres old = EmbeddedPostgres.start();
        EmbeddedPostgres next = EmbeddedPostgres.start();
        SwitchedProxy proxy = new SwitchedProxy(old.getPort())) {
      String there;
      try (PostgresInbox before = open(next.getPort())) {
        there = store(before, "there").id();
      }
      try (PostgresInbox inbox = open(proxy.port())) {
        String here = store(inbox, "here").id();
        assertThat(listed(inbox)).containsExactly(here);

        proxy.switchTo(next.getPort());
        execute(
            old.getPort(),
            "ALTER SYSTEM SET default_transaction_read_only = on",
            "SELECT pg_reload_conf()");
        await()
            .atMost(LIMIT)
            .until(() -> executeQuietly(old.getPort(), "CREATE TABLE still_primary (x INTEGER)"));

        String after = store(inbox, "after").id();
        assertThat(listed(inbox)).containsExactly(after, there);
        assertThat(inbox.isAvailable()).isTrue();
      }
    }
  }

  private static PostgresInbox open(int port) {
    InboxPlace place =
        new InboxPlace.Url("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", null);
    return OpenInboxes.postgres(
        new InboxSettings(place, true, Retention.DEFAULT, InboxLimits.DEFAULT),
        ReceiverObserver.NONE,
        Clock.systemUTC());
  }

  private static Receipt store(PostgresInbox inbox, String body) {
    return TestNode.done(
        inbox.store(parsed("ORG1", note(body), Instant.now()), List.of(), task -> false));
  }

  private static List<String> listed(PostgresInbox inbox) {
    return inbox.reader().deliveries(new DeliveryQuery(TaskFilter.ALL, null, 10)).items().stream()
        .map(DeliverySummary::id)
        .toList();
  }

  /** True once it is refused. */
  private static boolean executeQuietly(int port, String sql) {
    try {
      execute(port, sql, "DROP TABLE still_primary");
      return false;
    } catch (SQLException e) {
      return "25006".equals(e.getSQLState());
    }
  }

  private static void execute(int port, String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
