package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Converts a time span to positions in the order of receipt. Clocks of nodes differ a little, and
 * one may have been set back, so the order only roughly follows the times: many rows near the
 * boundary are examined.
 */
final class TimeSpan {

  private static final String HIGHEST_BEFORE =
      "SELECT max(seq) FROM (SELECT seq FROM delivery WHERE received_at < ?"
          + " ORDER BY received_at DESC LIMIT 1000) near";
  private static final String LOWEST_FROM =
      "SELECT min(seq) FROM (SELECT seq FROM delivery WHERE received_at >= ?"
          + " ORDER BY received_at LIMIT 1000) near";

  private TimeSpan() {}

  /** All deliveries received before this time have lower numbers. */
  static long top(@Nullable Instant before, Connection connection) throws SQLException {
    if (before == null) {
      return Window.NO_TOP;
    }
    return number(HIGHEST_BEFORE, before, connection).map(highest -> highest + 1).orElse(0L);
  }

  /** No delivery received at or after this time has a lower number. */
  static long floor(@Nullable Instant from, Connection connection) throws SQLException {
    if (from == null) {
      return 0;
    }
    return number(LOWEST_FROM, from, connection).orElse(Window.NO_TOP);
  }

  /** When the delivery with this number was received, or the next one that there is. */
  static @Nullable Instant receivedAt(long seq, Connection connection) throws SQLException {
    return Jdbc.first(
            connection,
            "SELECT received_at FROM delivery WHERE seq >= ? ORDER BY seq LIMIT 1",
            row -> Instant.ofEpochMilli(row.getLong(1)),
            seq)
        .orElse(null);
  }

  private static Optional<Long> number(String sql, Instant time, Connection connection)
      throws SQLException {
    return Jdbc.first(connection, sql, row -> Jdbc.number(row, 1), time.toEpochMilli());
  }
}
