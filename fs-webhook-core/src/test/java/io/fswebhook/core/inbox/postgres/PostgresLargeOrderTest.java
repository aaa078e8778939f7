package io.fswebhook.core.inbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.LargeOrderContractTest;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.sql.FindInOrder;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.testing.OpenInboxes;
import io.fswebhook.core.testing.TestPostgres;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

class PostgresLargeOrderTest extends LargeOrderContractTest {

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

  @Override
  protected void execute(String sql) {
    postgres.execute(sql);
    if (sql.startsWith("INSERT INTO delivery")) {
      postgres.execute("SELECT setval('delivery_seq', " + TASKS + ")");
    }
  }

  @Override
  protected String numbers(int upTo) {
    return "WITH n AS (SELECT i FROM generate_series(1, " + upTo + ") i)";
  }

  @Override
  protected String bytes(String text) {
    return "convert_to(" + text + ", 'UTF8')";
  }

  @Override
  protected List<String> plan(String handler) throws Exception {
    int most = FindInOrder.MOST;
    List<String> lines = new ArrayList<>();
    try (Connection connection = postgres.connect()) {
      lines.addAll(
          Jdbc.list(
              connection,
              "EXPLAIN (ANALYZE, BUFFERS) " + ClaimOrderedInPostgres.FIRST_OF_KEYS_STRICT,
              row -> row.getString(1),
              handler,
              handler,
              -1L,
              handler,
              Long.MAX_VALUE,
              most,
              handler,
              Long.MAX_VALUE,
              handler,
              handler,
              handler,
              100));
      lines.addAll(
          Jdbc.list(
              connection,
              "EXPLAIN " + ClaimOrderedInPostgres.CLAIM_STRICT,
              row -> row.getString(1),
              connection.createArrayOf("bigint", new Long[] {1L, 2L}),
              handler,
              handler,
              1L));
    }
    assertThat(pages(lines)).as(handler).isLessThan(30 * most);
    return lines;
  }

  /** How many pages the first statement has read. */
  private static int pages(List<String> plan) {
    String line = plan.stream().filter(each -> each.contains("Buffers:")).findFirst().orElseThrow();
    return Integer.parseInt(line.replaceAll(".*shared hit=(\\d+).*", "$1"));
  }

  @Override
  protected boolean goesThroughTable(String line) {
    return line.matches(".*Seq Scan on (delivery|task)\\b.*");
  }
}
