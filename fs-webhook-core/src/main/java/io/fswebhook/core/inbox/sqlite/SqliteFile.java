package io.fswebhook.core.inbox.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** The SQLite file of an inbox and how it is opened. */
record SqliteFile(Path path) {

  static final int BUSY_TIMEOUT_MILLIS = 5_000;
  static final int SHORT_BUSY_TIMEOUT_MILLIS = 500;
  private static final int CACHE_KIB = 16 << 10;

  /**
   * Creates the file if there is none. Its vacuum mode, which lets it shrink again, can only be
   * chosen while it is empty.
   *
   * @return a number that identifies this file
   */
  int create() throws SQLException {
    if (path.toFile().length() > 0 && !hasCompanions()) {
      takeAlone(BUSY_TIMEOUT_MILLIS);
    }
    try (Connection connection = new SQLiteConfig().createConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
      int id = id(statement);
      if (id == 0) {
        statement.execute("PRAGMA user_version = " + new SecureRandom().nextInt(1, 1 << 30));
        id = id(statement);
      }
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA wal_checkpoint(FULL)"); // the number is read from the file
      return id;
    }
  }

  private static int id(Statement statement) throws SQLException {
    try (ResultSet version = statement.executeQuery("PRAGMA user_version")) {
      return version.next() ? version.getInt(1) : 0;
    }
  }

  private boolean hasCompanions() throws SQLException {
    try {
      return Files.exists(companion("-wal")) && Files.exists(companion("-shm"));
    } catch (IOException e) {
      throw new SQLException(e.toString(), e);
    }
  }

  /**
   * Checkpoints the log into the file. Fails while another program has the file open: if the log or
   * the index is gone, that program has the former one, and would checkpoint it later, over newer
   * data.
   */
  void takeAlone(int busyTimeoutMillis) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setBusyTimeout(busyTimeoutMillis);
    try (Connection connection = config.createConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA locking_mode = EXCLUSIVE");
      statement.execute("PRAGMA journal_mode = WAL");
      try (ResultSet one = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
        one.next();
      }
    }
  }

  /** Fails if the file is gone, instead of creating an empty one. */
  Connection connect() throws SQLException {
    return config().createConnection(url());
  }

  SQLiteDataSource dataSource() {
    SQLiteDataSource source = new SQLiteDataSource(config());
    source.setUrl(url());
    return source;
  }

  /**
   * For reading.
   *
   * @param id that the file must have
   */
  DataSource readOnly(int id) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    SQLiteDataSource source = new OnlyThis(config, id);
    source.setUrl(url());
    return source;
  }

  /** Refuses another file that has the same name by now. */
  private static final class OnlyThis extends SQLiteDataSource {

    private final int id;

    private OnlyThis(SQLiteConfig config, int id) {
      super(config);
      this.id = id;
    }

    @Override
    public SQLiteConnection getConnection(@Nullable String username, @Nullable String password)
        throws SQLException {
      SQLiteConnection connection = super.getConnection(username, password);
      try (Statement statement = connection.createStatement()) {
        if (id(statement) != id) {
          throw new SQLException("another file is in its place");
        }
        return connection;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    }
  }

  /**
   * The log or the index, which SQLite keeps next to the file itself, even if the path is a link to
   * it.
   */
  Path companion(String suffix) throws IOException {
    Path real = path.toRealPath();
    return real.resolveSibling(real.getFileName() + suffix);
  }

  private String url() {
    return "jdbc:sqlite:" + path;
  }

  /**
   * FULL: a commit is on disk when it returns, and survives a power cut; WAL alone does not
   * guarantee this.
   */
  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setJournalSizeLimit(64 << 20);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "4000"); // pages, 16 MB
    // Overwrites what was deleted in pages that are written anyway; free pages wait for a scrub.
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "FAST");
    config.setCacheSize(-CACHE_KIB);
    config.setGetGeneratedKeys(false); // otherwise a query for its key follows each insert
    return config;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
