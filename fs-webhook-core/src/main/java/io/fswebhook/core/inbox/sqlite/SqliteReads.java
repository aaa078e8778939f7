package io.fswebhook.core.inbox.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fswebhook.core.inbox.log.ReceiptLog;
import io.fswebhook.core.inbox.read.ReadSource;
import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;

/** Reads the file beside the connection that writes it; neither waits for the other. */
final class SqliteReads implements ReadSource {

  private static final Duration LONGEST_READ = Duration.ofSeconds(5);
  private static final int STEPS_PER_LOOK = 10_000;

  private final SqliteFile file;
  private final InboxFiles files;
  private final Duration longestRead;
  private final HikariDataSource pool;
  private volatile Runnable beforeReading = () -> {};

  SqliteReads(SqliteFile file, InboxFiles files) {
    this(file, files, LONGEST_READ);
  }

  SqliteReads(SqliteFile file, InboxFiles files, Duration longestRead) {
    this.file = file;
    this.files = files;
    this.longestRead = longestRead;
    HikariConfig config = new HikariConfig();
    config.setPoolName("fs-webhook-reads");
    config.setDataSource(file.readOnly(files.id()));
    config.setReadOnly(true);
    config.setMaximumPoolSize(3);
    config.setMinimumIdle(0);
    config.setIdleTimeout(60_000);
    config.setConnectionTimeout(SqliteFile.BUSY_TIMEOUT_MILLIS);
    config.setInitializationFailTimeout(-1); // the file exists: it was opened for writing
    this.pool = new HikariDataSource(config);
    files.whenClosed(this::closeIdle);
  }

  /** Sets what is called before each connection is handed out; it may wait. */
  void beforeReading(Runnable wait) {
    beforeReading = wait;
  }

  /** SQLite has no limit of its own for a statement; PostgreSQL has {@code statement_timeout}. */
  @Override
  public Connection connect() throws SQLException {
    beforeReading.run();
    try {
      files.check();
    } catch (IOException e) {
      throw new SQLException(e.getMessage(), e);
    }
    Connection connection = pool.getConnection();
    try {
      ProgressHandler.setHandler(
          connection.unwrap(SQLiteConnection.class), STEPS_PER_LOOK, new Deadline(longestRead));
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Interrupts statements that still run this long after their connection was handed out. */
  private static final class Deadline extends ProgressHandler {

    private final long end;

    Deadline(Duration longest) {
      end = System.nanoTime() + longest.toNanos();
    }

    @Override
    protected int progress() {
      return System.nanoTime() - end > 0 ? 1 : 0;
    }
  }

  /** Connections in use are closed when they are returned. */
  private void closeIdle() {
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  /** SQLite's {@code lower} folds only ASCII. */
  @Override
  public String bodyHolds() {
    return "instr(lower(CAST(body AS TEXT)), ?) > 0";
  }

  @Override
  public String countUnfinished() {
    return "SELECT handler, count(*), min(due_at) FROM task WHERE due_at IS NOT NULL GROUP BY handler";
  }

  @Override
  public Map<String, Long> sizes(Connection connection) throws SQLException {
    try {
      Path real = file.path().toRealPath();
      return Map.of(
          "file", Files.size(real),
          "write-ahead-log", Files.size(file.companion("-wal")),
          "receipt-log", ReceiptLog.size(real));
    } catch (IOException e) {
      throw new SQLException(Reasons.of(e), e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
