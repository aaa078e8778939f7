package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.LargeListsContractTest;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.read.ReadSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class SqliteLargeListsTest extends LargeListsContractTest {

  private static final String NUMBERS =
      "WITH RECURSIVE n(i) AS (SELECT %d UNION ALL SELECT i + 1 FROM n WHERE i < %d) ";

  /** An index that holds only what is asked for may be gone through. */
  private static final Pattern SCAN =
      Pattern.compile(
          "SCAN (delivery|task|attempt|activity|audit|rejection)\\b(?!.*task_(due|dead|error|retrying|operation)).*");

  @TempDir private static Path folder;

  @Override
  protected ReadSource filled() throws Exception {
    SqliteStore store = SqliteStore.in(folder);
    store.open(Retention.DEFAULT, Clock.systemUTC()).close();
    SqliteFile file = new SqliteFile(store.file());
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      connection.setAutoCommit(false);
      statement.execute(
          NUMBERS.formatted(1, DELIVERIES)
              + "INSERT INTO delivery (seq, id, duplicate_key, signature_key, body_key, event_name, org_id,"
              + " signed_at, received_at, test, address, headers, body) SELECT i, 'id' || i, CAST(printf('%024d', i) AS BLOB),"
              + " CAST(printf('%024d', i) AS BLOB), NULL, 'event.' || (i % 6), 'ORG' || (i % 3), 1, "
              + END.toEpochMilli()
              + " - ("
              + DELIVERIES
              + " - i + 1) * "
              + STEP_MILLIS
              + ", 0, '10.0.0.1', 'Content-Type: application/json',"
              + " CAST('{\"needle' || (i % 10) || '\":\"' || hex(zeroblob(340)) || '\"}' AS BLOB) FROM n");
      statement.execute(
          "INSERT INTO task (delivery_seq, handler, state, replay, attempts, due_at, fingerprint, failed_at) SELECT seq, 'a', 'succeeded', 0, 1, NULL, NULL, NULL FROM delivery");
      statement.execute(
          "INSERT INTO task (delivery_seq, handler, state, replay, attempts, due_at, fingerprint, failed_at) SELECT seq, 'b', CASE WHEN seq > "
              + (DELIVERIES - 100)
              + " THEN 'pending' WHEN seq % 50 = 0 THEN 'dead' ELSE 'succeeded' END, 0, 1, CASE WHEN seq > "
              + (DELIVERIES - 100)
              + " THEN 1 END, seq % 7, seq FROM delivery");
      statement.execute(
          "INSERT INTO operation (id, kind, state, node_id, who, role, filter, done, started_at)"
              + " VALUES (1, 'replay', 'done', 0, 'ann', 'operator', '', 100, 1)");
      statement.execute(
          "UPDATE task SET operation = 1 WHERE handler = 'a' AND delivery_seq <= 100");
      statement.execute(
          "INSERT INTO attempt (delivery_seq, handler, replay, number, started_at, duration_ms, outcome)"
              + " SELECT delivery_seq, handler, 0, 1, 1, 5, 'succeeded' FROM task");
      statement.execute(
          NUMBERS.formatted(0, 7 * 24 * 60 - 1)
              + "INSERT INTO activity SELECT "
              + END.getEpochSecond() / 60
              + " - 1 - i, k.run, 1, 0, 1, 1, 1, 0, 1 FROM n, (SELECT 1 AS run UNION SELECT 2) k");
      statement.execute(
          NUMBERS.formatted(1, 10_000)
              + "INSERT INTO audit SELECT i, i, 'anna', 'operator', 'replay', 'x', NULL FROM n");
      connection.commit();
    }
    return new SqliteReads(file, new InboxFiles(file, file.create()));
  }

  @Override
  protected String explain() {
    return "EXPLAIN QUERY PLAN ";
  }

  @Override
  protected boolean scansTable(String line) {
    return SCAN.matcher(line).matches();
  }
}
