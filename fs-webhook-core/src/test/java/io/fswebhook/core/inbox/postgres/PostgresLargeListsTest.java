package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.LargeListsContractTest;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.read.ReadSource;
import io.fswebhook.core.testing.TestPostgres;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;

@Tag("long")
class PostgresLargeListsTest extends LargeListsContractTest {

  /**
   * Small tables may be gone through, which costs less there than an index; and so may the
   * activity, of which a week is nearly all that is kept.
   */
  private static final Pattern SCAN =
      Pattern.compile(".*Seq Scan on (delivery|task|attempt|audit)\\b.*");

  private final TestPostgres postgres = TestPostgres.newSchema();

  @Override
  protected ReadSource filled() {
    InboxSettings settings = postgres.settings(Retention.DEFAULT);
    Postgres opened = OpenPostgres.at((InboxPlace.Server) settings.place(), settings);
    postgres.execute(
        "INSERT INTO delivery (seq, id, duplicate_key, signature_key, body_key, event_name, org_id,"
            + " signed_at, received_at, test, address, headers, body) SELECT i, 'id' || i, decode(lpad(i::text, 24, '0'), 'hex'),"
            + " decode(lpad(i::text, 24, '0'), 'hex'), NULL, 'event.' || (i % 6), 'ORG' || (i % 3), 1, "
            + END.toEpochMilli()
            + " - ("
            + DELIVERIES
            + " - i + 1) * "
            + STEP_MILLIS
            + ", 0, '10.0.0.1', 'Content-Type: application/json',"
            + " convert_to('{\"needle' || (i % 10) || '\":\"' || repeat('0', 680) || '\"}', 'UTF8')"
            + " FROM generate_series(1, "
            + DELIVERIES
            + ") i");
    postgres.execute(
        "INSERT INTO task (delivery_seq, handler, state, replay, attempts, due_at, fingerprint, failed_at) SELECT seq, 'a', 'succeeded', 0, 1, NULL, NULL, NULL FROM delivery");
    postgres.execute(
        "INSERT INTO task (delivery_seq, handler, state, replay, attempts, due_at, fingerprint, failed_at) SELECT seq, 'b', CASE WHEN seq > "
            + (DELIVERIES - 100)
            + " THEN 'pending' WHEN seq % 50 = 0 THEN 'dead' ELSE 'succeeded' END, 0, 1, CASE WHEN seq > "
            + (DELIVERIES - 100)
            + " THEN 1 END, seq % 7, seq FROM delivery");
    postgres.execute(
        "INSERT INTO operation (id, kind, state, node_id, who, role, filter, done, started_at)"
            + " VALUES (1, 'replay', 'done', 0, 'ann', 'operator', '', 100, 1)");
    postgres.execute("UPDATE task SET operation = 1 WHERE handler = 'a' AND delivery_seq <= 100");
    postgres.execute(
        "INSERT INTO attempt (delivery_seq, handler, replay, number, started_at, duration_ms, outcome)"
            + " SELECT delivery_seq, handler, 0, 1, 1, 5, 'succeeded' FROM task");
    postgres.execute(
        "INSERT INTO activity SELECT "
            + END.getEpochSecond() / 60
            + " - 1 - i, run, 1, 0, 1, 1, 1, 0, 1 FROM generate_series(0, 7 * 24 * 60 - 1) i,"
            + " generate_series(1, 2) run");
    postgres.execute(
        "INSERT INTO audit (at, who, role, action, target)"
            + " SELECT i, 'anna', 'operator', 'replay', 'x' FROM generate_series(1, 10000) i");
    postgres.execute("ANALYZE");
    return new PostgresReads(opened);
  }

  @Override
  protected String explain() {
    return "EXPLAIN ";
  }

  @Override
  protected boolean scansTable(String line) {
    return SCAN.matcher(line).matches();
  }
}
