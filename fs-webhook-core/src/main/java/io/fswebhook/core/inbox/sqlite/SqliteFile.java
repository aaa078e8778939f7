package io.fswebhook.core.inbox.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** The SQLite file of an inbox and how it is opened. */
record SqliteFile(Path path) {

  static final int BUSY_TIMEOUT_MILLIS = 5_000;
  private static final int CACHE_KIB = 16 << 10;

  /** Which files are behind the names now. */
  record Identity(Object database, Object writeAheadLog) {}

  /**
   * Makes the file where there is none. The vacuum mode lets it shrink again, and can only be
   * chosen before anything is in it.
   */
  void create() throws SQLException {
    try (Connection connection = new SQLiteConfig().createConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
      statement.execute("PRAGMA journal_mode = WAL");
    }
  }

  /** A file that has gone meanwhile is an error, not replaced by an empty one. */
  Connection connect() throws SQLException {
    return config().createConnection(url());
  }

  SQLiteDataSource dataSource() {
    SQLiteDataSource source = new SQLiteDataSource(config());
    source.setUrl(url());
    return source;
  }

  SQLiteDataSource readOnly() {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url());
    return source;
  }

  /** SQLite has its log beside the file itself, also where the path is a link to it. */
  Path log() throws IOException {
    Path real = path.toRealPath();
    return real.resolveSibling(real.getFileName() + "-wal");
  }

  /**
   * What is there now.
   *
   * @param log as it was when the file was opened
   */
  Identity identity(Path log) throws IOException {
    return new Identity(key(path), key(log));
  }

  private String url() {
    return "jdbc:sqlite:" + path;
  }

  /**
   * FULL: a commit is on disk when it returns, also after a power cut; WAL alone does not promise
   * it.
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
    config.setCacheSize(-CACHE_KIB);
    config.setGetGeneratedKeys(false); // else each insert is followed by a query for its key
    return config;
  }

  /** The inode, or where there are none the time of creation. */
  private static Object key(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    Object key = attributes.fileKey();
    return key == null ? attributes.creationTime() : key;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
