package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.testing.OpenInboxes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** An inbox's file, as tests open it and look into it. */
record SqliteStore(Path file) {

  static SqliteStore in(Path folder) {
    return new SqliteStore(folder.resolve("inbox.db"));
  }

  Inbox open(Retention retention, Clock clock) {
    return OpenInboxes.sqlite(new InboxSettings(file, true, retention), clock);
  }

  void execute(String sql) {
    try (Connection connection = new SqliteFile(file).connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** How a statement is executed, whatever its parameters. */
  List<String> plan(String sql) {
    try (Connection connection = new SqliteFile(file).connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        lines.add(rows.getString("detail"));
      }
      return lines;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** The first column of what a query finds, in its order. */
  List<String> query(String sql) {
    try (Connection connection = new SqliteFile(file).connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
