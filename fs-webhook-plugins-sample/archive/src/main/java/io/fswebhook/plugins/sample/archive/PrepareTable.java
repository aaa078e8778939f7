package io.fswebhook.plugins.sample.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Ensures that the table exists. */
final class PrepareTable {

  private static final String COLUMNS =
      """
       (
        delivery_id   uuid PRIMARY KEY,
        event_name    text NOT NULL,
        event_version integer NOT NULL,
        org_id        text,
        event_time    timestamptz NOT NULL,
        received_at   timestamptz NOT NULL,
        signed_at     timestamptz,
        archived_at   timestamptz NOT NULL DEFAULT now(),
        body          jsonb,
        raw_body      bytea,
        CHECK (body IS NOT NULL OR raw_body IS NOT NULL)
      )""";

  private final ArchiveSettings settings;
  private volatile boolean isDone;

  PrepareTable(ArchiveSettings settings) {
    this.settings = settings;
  }

  void unlessDone(Connection connection) throws SQLException {
    if (!isDone) {
      run(connection);
    }
  }

  /** Synchronized, since concurrent creation of a table may fail. */
  synchronized void run(Connection connection) throws SQLException {
    if (!isThere(connection)) {
      create(connection);
    }
    isDone = true;
  }

  /** Checks again, after the table was dropped. */
  void again() {
    isDone = false;
  }

  private void create(Connection connection) throws SQLException {
    if (!settings.createTable()) {
      throw new IllegalArgumentException(
          "fs.webhook.handlers."
              + settings.handlerName()
              + ".table names "
              + settings.table()
              + ", which is not there: create it, or set .create-table to true");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS " + settings.table() + COLUMNS);
    }
  }

  /** Checked first, since creating needs a privilege that an existing table does not. */
  private boolean isThere(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      query.setString(1, settings.table().quoted());
      try (ResultSet answer = query.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }
}
