package io.fswebhook.core.inbox.postgres;

import static io.fswebhook.core.testing.SignedRequests.parsed;
import static io.fswebhook.core.testing.SignedRequests.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.testing.OpenInboxes;
import io.fswebhook.core.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deliveries that nothing else is written with. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoreAloneTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final InboxLimits IMPATIENT =
      new InboxLimits(50, 1 << 20, Duration.ofSeconds(3), LIMIT);

  private final TestPostgres postgres = TestPostgres.newSchema();
  private final PostgresInbox inbox =
      OpenInboxes.postgres(
          postgres.settings(true, IMPATIENT), ReceiverObserver.NONE, Clock.systemUTC());

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void they_are_committed_in_the_round_trip_that_stores_them() {
    TestNode.done(storing("1", Instant.now()));

    await() // until a receipt is the last write
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              TestNode.done(storing(String.valueOf(System.nanoTime()), Instant.now()));
              assertThat(lastStatements()).anyMatch(sql -> sql.startsWith("WITH received"));
            });
  }

  @Test
  void what_was_stored_before_the_rest_of_its_commit_failed_is_found_and_its_task_is_given_back()
      throws SQLException {
    Instant first = Instant.now().minusSeconds(1);
    TestNode.done(storing("again", first));
    CompletableFuture<Receipt> stored;
    CompletableFuture<Receipt> signedAnew;
    Instant now = Instant.now();
    try (Connection spent = lock("spent_signature IN SHARE MODE")) {
      try (Connection delivery = lock("delivery IN ACCESS EXCLUSIVE MODE")) {
        var unused = storing("holds up the writer", now);
        await().atMost(LIMIT).until(this::writerWaits);
        stored = storing("new", now);
        signedAnew = storing("again", now); // its signature has to be kept
        delivery.rollback();
      }
      await().atMost(LIMIT).until(signedAnew::isCompletedExceptionally);
      assertThat(stored).isCompletedExceptionally();
      assertThat(postgres.value("SELECT count(*) FROM delivery")).isEqualTo("3");
      spent.rollback();
    }

    await().atMost(LIMIT).until(inbox::isAvailable);
    Receipt found = TestNode.done(storing("new", now));
    assertThat(found.status()).isEqualTo(Receipt.Status.DUPLICATE);
    await().atMost(LIMIT).until(() -> isPendingForAnyNode(found.id()));
  }

  private boolean isPendingForAnyNode(String id) {
    return postgres
        .value(
            "SELECT count(*) FROM task JOIN delivery ON seq = delivery_seq"
                + " WHERE claimed_by IS NULL AND state = 'pending' AND id = '"
                + id
                + "'")
        .equals("1");
  }

  private CompletableFuture<Receipt> storing(String id, Instant signedAt) {
    return inbox
        .store(parsed("ORG1", segment(id), signedAt), List.of("h"), task -> true)
        .toCompletableFuture();
  }

  private Connection lock(String table) throws SQLException {
    Connection connection = postgres.connect();
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE " + table);
    }
    return connection;
  }

  private boolean writerWaits() {
    return postgres
        .value(
            "SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                + " AND query LIKE 'WITH received%'")
        .equals("t");
  }

  private List<String> lastStatements() {
    return postgres.values(
        "SELECT query FROM pg_stat_activity WHERE application_name = 'fs-webhook'");
  }
}
