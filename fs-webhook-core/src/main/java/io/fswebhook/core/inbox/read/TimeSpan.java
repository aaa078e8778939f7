package io.fswebhook.core.inbox.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where in the order of receipt a time begins and ends. Clocks of several nodes differ a little,
 * and one may have been set back, so the order is not quite that of the times: many next to the
 * border are looked at.
 */
final class TimeSpan {

  private static final String HIGHEST_BEFORE =
      "SELECT max(seq) FROM (SELECT seq FROM delivery WHERE received_at < ?"
          + " ORDER BY received_at DESC LIMIT 1000) near";
  private static final String LOWEST_FROM =
      "SELECT min(seq) FROM (SELECT seq FROM delivery WHERE received_at >= ?"
          + " ORDER BY received_at LIMIT 1000) near";

  private TimeSpan() {}

  /** Nothing that was received before this time has this number or a higher one. */
  static long top(@Nullable Instant before, Connection connection) throws SQLException {
    if (before == null) {
      return Window.NO_TOP;
    }
    Long highest = number(HIGHEST_BEFORE, before, connection);
    return highest == null ? 0 : highest + 1;
  }

  /** Nothing that was received from this time on has a lower number. */
  static long floor(@Nullable Instant from, Connection connection) throws SQLException {
    if (from == null) {
      return 0;
    }
    Long lowest = number(LOWEST_FROM, from, connection);
    return lowest == null ? Window.NO_TOP : lowest;
  }

  private static @Nullable Long number(String sql, Instant time, Connection connection)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, time.toEpochMilli());
      try (ResultSet row = select.executeQuery()) {
        long number = row.next() ? row.getLong(1) : 0;
        return number == 0 ? null : number;
      }
    }
  }
}
