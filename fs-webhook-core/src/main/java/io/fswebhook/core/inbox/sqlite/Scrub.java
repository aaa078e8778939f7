package io.fswebhook.core.inbox.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Removes free pages, which hold what was deleted, then the write-ahead log, and meanwhile the
 * files of the receipt log. Belongs to the writer thread.
 */
final class Scrub {

  static final int PAGES_A_STEP = 64;
  private static final int BUSY_TIMEOUT_MILLIS = 100;

  private final InboxFiles files;
  private final Connection connection;
  private @Nullable CompletableFuture<Void> renewal;
  private boolean truncates;
  private boolean isTruncated;

  Scrub(InboxFiles files, Connection connection) {
    this.files = files;
    this.connection = connection;
  }

  /**
   * A part of it, within a transaction.
   *
   * @param begins whether rows were deleted since it last ended
   * @return whether there is more
   */
  boolean step(boolean begins) throws SQLException {
    CompletableFuture<Void> log = begins ? null : renewal;
    if (log == null) {
      log = files.renewLog().toCompletableFuture();
      renewal = log;
      isTruncated = false;
    }
    if (isFreed()) {
      isTruncated = false;
      return true;
    }
    truncates = !isTruncated;
    return truncates || !log.isDone();
  }

  private boolean isFreed() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (WriteAheadLog.number(statement, "PRAGMA freelist_count") == 0) {
        return false;
      }
      statement.executeUpdate("PRAGMA incremental_vacuum(" + PAGES_A_STEP + ")");
      return true;
    }
  }

  /** The transaction is over. */
  void committed() {
    if (truncates) {
      truncates = false;
      isTruncated = WriteAheadLog.truncate(files.file(), connection, BUSY_TIMEOUT_MILLIS);
    }
  }
}
