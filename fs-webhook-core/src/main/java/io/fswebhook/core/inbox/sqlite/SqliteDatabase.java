package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.commit.Database;
import io.fswebhook.core.inbox.commit.Write;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The file that group commits are written to. */
record SqliteDatabase(SqliteFile file, InboxFiles files, Clock clock) implements Database {

  private static final Set<Integer> REFUSING =
      Set.of(
          SQLiteErrorCode.SQLITE_TOOBIG.code,
          SQLiteErrorCode.SQLITE_CONSTRAINT.code,
          SQLiteErrorCode.SQLITE_MISMATCH.code,
          SQLiteErrorCode.SQLITE_RANGE.code);

  private static final Duration LONGEST_GATHERING = Duration.ofMillis(100);

  @Override
  public WriteSession open() throws SQLException, IOException {
    files.mend();
    return SqliteSession.open(file, files, clock);
  }

  @Override
  public int largestBatch() {
    return 10_000;
  }

  @Override
  public Duration longestGathering() {
    return LONGEST_GATHERING;
  }

  /** Excludes errors raised by triggers: the schema has none, so their meaning is unknown. */
  @Override
  public boolean isRefusal(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        && sqlite.getResultCode() != SQLiteErrorCode.SQLITE_CONSTRAINT_TRIGGER
        && REFUSING.contains(sqlite.getResultCode().code & 0xff);
  }

  @Override
  public String toString() {
    return file.toString();
  }

  /** Writes to the file, and ensures that it is still the one that a restart will read. */
  private static final class SqliteSession extends WriteSession {

    private static final long SPARE_PAGES = 1_024; // are soon reused, as is part of the file
    private static final int SPARE_PART = 8;

    private final SqliteFile file;
    private final Connection connection;
    private final Clock clock;
    private final InboxFiles files;
    private final Scrub scrub;
    private boolean shrunk;
    private boolean syncsCommits = true;
    private boolean hasUnsynced = true;
    private long changes;

    private SqliteSession(SqliteFile file, InboxFiles files, Connection connection, Clock clock)
        throws SQLException, IOException {
      super(connection);
      this.connection = connection;
      this.file = file;
      this.clock = clock;
      this.files = files;
      this.scrub = new Scrub(files, connection);
      files.check();
    }

    /**
     * Leaves nothing open if it fails: it is called every second while the file is inaccessible.
     */
    static SqliteSession open(SqliteFile file, InboxFiles files, Clock clock)
        throws SQLException, IOException {
      Connection connection = file.connect();
      try {
        return new SqliteSession(file, files, connection, clock);
      } catch (SQLException | IOException | RuntimeException e) {
        try {
          connection.close();
        } catch (SQLException suppressed) {
          e.addSuppressed(suppressed);
        }
        throw e;
      }
    }

    @Override
    public long now() {
      return clock.millis();
    }

    /** Writes nothing to files that are known to have been moved or damaged. */
    @Override
    protected void apply(List<Write> batch) throws SQLException, IOException {
      files.checkAgain();
      boolean mustSync = batch.stream().anyMatch(Write::mustBeOnDisk);
      syncCommits(mustSync);
      super.apply(batch);
      long record = lastRecord(batch);
      if (record > 0 || (mustSync && hasUnsynced)) {
        mark(record);
      }
    }

    private long changes() throws SQLException {
      return connection.unwrap(SQLiteConnection.class).getDatabase().total_changes();
    }

    /** Between transactions only. */
    private void syncCommits(boolean sync) throws SQLException {
      if (sync == syncsCommits) {
        return;
      }
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("PRAGMA synchronous = " + (sync ? "FULL" : "NORMAL"));
      } finally {
        connection.setAutoCommit(false);
      }
      syncsCommits = sync;
    }

    private static long lastRecord(List<Write> batch) {
      long last = 0;
      for (Write work : batch) {
        if (work instanceof StoreInSqlite stored) {
          last = Math.max(last, stored.recordNumber());
        }
      }
      return last;
    }

    /** Changes something in any case: a commit without a change syncs nothing. */
    private void mark(long record) throws SQLException {
      update(
          "UPDATE receipt_log SET applied = max(applied, ?), mark = 1 - mark WHERE id = 1", record);
    }

    /** SQLite keeps writing to files that were deleted or moved. */
    @Override
    public void commit() throws SQLException, IOException {
      long changesNow = changes();
      super.commit();
      hasUnsynced = !syncsCommits && (hasUnsynced || changesNow > changes);
      changes = changesNow;
      files.check();
      if (shrunk) {
        shrunk = false;
        WriteAheadLog.truncate(file, connection, 0);
      }
      scrub.committed();
    }

    @Override
    public boolean giveBackSpace() throws SQLException {
      try (Statement statement = connection.createStatement()) {
        long free = WriteAheadLog.number(statement, "PRAGMA freelist_count");
        long excess =
            free
                - Math.max(
                    SPARE_PAGES, WriteAheadLog.number(statement, "PRAGMA page_count") / SPARE_PART);
        if (excess <= 0) {
          return false;
        }
        // Not a prepared statement: the driver would execute one step of it, and release one page.
        statement.executeUpdate(
            "PRAGMA incremental_vacuum(" + Math.min(excess, Scrub.PAGES_A_STEP) + ")");
        shrunk = excess <= Scrub.PAGES_A_STEP;
        return !shrunk;
      }
    }

    @Override
    public boolean scrub(boolean begins) throws SQLException {
      return scrub.step(begins);
    }
  }
}
