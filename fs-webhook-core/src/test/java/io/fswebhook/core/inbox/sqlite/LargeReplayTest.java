package io.fswebhook.core.inbox.sqlite;

import static io.fswebhook.core.inbox.TaskFilter.ALL;
import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxOperations;
import io.fswebhook.core.inbox.OperationRequest;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.testing.Stalls;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However much is replayed, receipts go on. */
@Tag("long")
class LargeReplayTest {

  /** A million in the soak, which CONTRIBUTING describes. */
  private static final int DELIVERIES = Integer.getInteger("soak.replayed", 30_000);

  @TempDir private Path folder;
  private int number;

  @Test
  void receipts_go_on_while_many_are_counted_and_replayed() throws Exception {
    SqliteStore store = SqliteStore.in(folder);
    store.open(Retention.DEFAULT, Clock.systemUTC()).close();
    fill(store);
    try (Inbox inbox = store.open(Retention.DEFAULT, Clock.systemUTC())) {
      InboxOperations operations = inbox.operations();
      var counted =
          measure("counted", inbox, () -> operations.count(ALL.inState(TaskState.SUCCEEDED)));
      assertThat(counted.tasks()).isEqualTo(Map.of(TaskState.SUCCEEDED, (long) DELIVERIES));
      var replayed =
          measure(
              "replayed",
              inbox,
              () ->
                  operations
                      .replay(
                          new OperationRequest(
                              ALL.inState(TaskState.SUCCEEDED), null, "ann", "operator"),
                          task -> false)
                      .ended());
      assertThat(replayed.result()).isEqualTo(new Replayed(DELIVERIES, 0));
      assertThat(inbox.reader().operations(null, 1).items().get(0).done()).isEqualTo(DELIVERIES);
    }
    assertThat(store.query("SELECT count(*) FROM task WHERE state = 'pending'"))
        .containsExactly(String.valueOf(DELIVERIES));
  }

  /** One receipt after another, until it is done. */
  private <T> T measure(String what, Inbox inbox, Supplier<CompletionStage<T>> operation) {
    Stalls stalls = new Stalls();
    long start = System.nanoTime();
    CompletableFuture<T> result = operation.get().toCompletableFuture();
    while (!result.isDone()) {
      number++;
      Receipt receipt =
          inbox
              .store(parsed("ORG1", note("n" + number), Instant.now()), List.of(), taken -> false)
              .toCompletableFuture()
              .orTimeout(60, TimeUnit.SECONDS)
              .join();
      assertThat(receipt.status()).isEqualTo(Receipt.Status.STORED);
      stalls.done();
    }
    assertThat(stalls.count()).isPositive();
    System.out.printf(
        "MEASURED operations: %d %s in %d ms; receipts one after another meanwhile: %s%n",
        DELIVERIES, what, Duration.ofNanos(System.nanoTime() - start).toMillis(), stalls);
    return result.join();
  }

  /** In one statement each, and without waiting for the disk. */
  private static void fill(SqliteStore store) throws Exception {
    try (Connection connection = new SqliteFile(store.file()).connect();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
              + DELIVERIES
              + ") INSERT INTO delivery (seq, id, duplicate_key, signature_key, event_name, org_id,"
              + " signed_at, received_at, test, address, headers, body) SELECT i, printf('%032x', i),"
              + " CAST(printf('%024d', i) AS BLOB), CAST(printf('%024d', i) AS BLOB), 'note.created',"
              + " 'ORG1', 1, 1, 0, '', '', zeroblob(700) FROM n");
      statement.execute(
          "INSERT INTO task (delivery_seq, handler, state, attempts)"
              + " SELECT seq, 'a', 'succeeded', 1 FROM delivery");
    }
  }
}
