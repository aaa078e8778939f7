package io.fswebhook.core.inbox.read;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** Counts what handlers have still to do, and what they gave up, by indexes of just that. */
final class CountWaiting {

  private CountWaiting() {}

  static Map<String, Long> by(String sql, Connection connection) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        counts.merge(rows.getString(1), rows.getLong(2), Long::sum);
      }
    }
    return counts;
  }

  static long dead(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*) FROM handling WHERE state = 'dead'")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
