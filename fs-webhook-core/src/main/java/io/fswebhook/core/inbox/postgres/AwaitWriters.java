package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for the transactions that write deliveries now, and for no later ones. Each has locked the
 * table before it takes a number, and holds the lock until what it wrote can be read.
 */
record AwaitWriters(Connection connection) {

  private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

  private static final String WRITERS =
      "SELECT virtualtransaction FROM pg_locks WHERE locktype = 'relation'"
          + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
          + " AND relation = 'delivery'::regclass AND mode = 'RowExclusiveLock' AND granted";

  /** Returns whether all have ended. */
  boolean end() throws SQLException {
    long end = System.nanoTime() + LONGEST_NANOS;
    Set<String> writers = writers();
    while (!writers.isEmpty()) {
      if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      writers.retainAll(writers());
    }
    return true;
  }

  private Set<String> writers() throws SQLException {
    return new HashSet<>(Jdbc.list(connection, WRITERS, row -> row.getString(1)));
  }
}
