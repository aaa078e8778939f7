package io.fswebhook.core.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.testing.OpenInboxes;
import io.fswebhook.core.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One SQL runs on both databases, so both have the same tables. */
class SameTablesTest {

  /** A key of SQLite's is never null, although the table does not say so. */
  private static final String OF_SQLITE =
      """
      SELECT t.name, c.name, c.type, c."notnull" = 0 AND c.pk = 0
      FROM sqlite_schema t JOIN pragma_table_info(t.name) c
      WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'flyway%'
      """;

  private static final String OF_POSTGRES =
      """
      SELECT table_name, column_name, data_type, (is_nullable = 'YES')::int
      FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name NOT LIKE 'flyway%'
      """;

  private static final Map<String, String> TYPES =
      Map.of(
          "INTEGER", "number", "TEXT", "text", "BLOB", "bytes", "integer", "number", "bigint",
          "number", "text", "text", "bytea", "bytes");

  /** What several nodes need to share one database. */
  private static final List<String> OF_NODES =
      List.of(
          "task.claimed_by number null",
          "node.id number",
          "node.name text",
          "node.version text null",
          "node.started_at number",
          "node.lease_until number",
          "node_handler.node_id number",
          "node_handler.handler text",
          "node_handler.event_name text",
          "node_handler.started number");

  /** PostgreSQL has a delivery on disk before it is acknowledged. */
  private static final List<String> OF_THE_RECEIPT_LOG =
      List.of("receipt_log.id number", "receipt_log.applied number", "receipt_log.mark number");

  @TempDir private Path folder;

  @Test
  void postgresql_has_the_columns_of_sqlite_but_the_logs_and_those_of_nodes() throws SQLException {
    Set<String> expected = columnsOfSqlite();
    assertThat(expected).contains("delivery.body bytes", "delivery.org_id text null");

    assertThat(expected).containsAll(OF_THE_RECEIPT_LOG);
    expected.removeAll(OF_THE_RECEIPT_LOG);
    expected.addAll(OF_NODES);

    assertThat(columnsOfPostgres()).isEqualTo(expected);
  }

  private Set<String> columnsOfSqlite() throws SQLException {
    Path file = folder.resolve("inbox.db");
    OpenInboxes.sqlite(new InboxSettings(file, true, Retention.DEFAULT), Clock.systemUTC()).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      return columns(OF_SQLITE, connection);
    }
  }

  private static Set<String> columnsOfPostgres() throws SQLException {
    TestPostgres postgres = TestPostgres.newSchema();
    OpenInboxes.postgres(
            postgres.settings(Retention.DEFAULT), ReceiverObserver.NONE, Clock.systemUTC())
        .close();
    try (Connection connection = postgres.connect()) {
      return columns(OF_POSTGRES, connection);
    }
  }

  private static Set<String> columns(String query, Connection connection) throws SQLException {
    Set<String> columns = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        columns.add(
            rows.getString(1)
                + "."
                + rows.getString(2)
                + " "
                + TYPES.get(rows.getString(3))
                + (rows.getInt(4) == 1 ? " null" : ""));
      }
    }
    return columns;
  }
}
