package io.fswebhook.core.inbox.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SQLite's log beside the file, which shrinks only when it is checkpointed. */
final class WriteAheadLog {

  private static final Logger LOG = LoggerFactory.getLogger(WriteAheadLog.class);

  private WriteAheadLog() {}

  /**
   * Truncates it, between transactions. If there are readers, this is left for later: waiting for
   * them would delay deliveries.
   *
   * @return whether it is empty now
   */
  static boolean truncate(SqliteFile file, Connection connection, int busyTimeoutMillis) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA busy_timeout = " + busyTimeoutMillis);
      try {
        return number(statement, "PRAGMA wal_checkpoint(TRUNCATE)") == 0; // otherwise it was busy
      } finally {
        statement.executeUpdate("PRAGMA busy_timeout = " + SqliteFile.BUSY_TIMEOUT_MILLIS);
      }
    } catch (SQLException e) {
      LOG.debug("the log of {} could not be checkpointed yet; this is tried again later", file, e);
      return false;
    }
  }

  static long number(Statement statement, String pragma) throws SQLException {
    try (ResultSet result = statement.executeQuery(pragma)) {
      return result.next() ? result.getLong(1) : 0;
    }
  }
}
