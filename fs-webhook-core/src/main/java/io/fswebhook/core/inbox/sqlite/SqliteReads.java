package io.fswebhook.core.inbox.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fswebhook.core.inbox.read.ReadSource;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads the file next to the one connection that writes it; neither waits for the other. */
final class SqliteReads implements ReadSource {

  private final SqliteFile file;
  private final HikariDataSource pool;

  SqliteReads(SqliteFile file) {
    this.file = file;
    HikariConfig config = new HikariConfig();
    config.setPoolName("fs-webhook-reads");
    config.setDataSource(file.readOnly());
    config.setReadOnly(true);
    config.setMaximumPoolSize(3);
    config.setMinimumIdle(0);
    config.setIdleTimeout(60_000);
    config.setConnectionTimeout(SqliteFile.BUSY_TIMEOUT_MILLIS);
    config.setInitializationFailTimeout(-1); // the file is there: it was opened to be written
    this.pool = new HikariDataSource(config);
  }

  @Override
  public Connection connect() throws SQLException {
    return pool.getConnection();
  }

  /** SQLite's {@code lower} folds ASCII alone. */
  @Override
  public String bodyHolds() {
    return "instr(lower(CAST(body AS TEXT)), ?) > 0";
  }

  @Override
  public String countWaiting() {
    return "SELECT handler, count(*) FROM handling WHERE due_at IS NOT NULL GROUP BY handler";
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
