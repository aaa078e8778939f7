package io.fswebhook.core.inbox.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The database, its log and its index as they were opened. Two idle connections keep SQLite from
 * deleting and recreating the latter two, so any change was made by someone else.
 */
final class HeldFiles {

  private final Path database;
  private final Path log;
  private final Path index;
  private final Object databaseKey;
  private final Object logKey;
  private final Object indexKey;
  private final long indexSize;
  private final @Nullable SqliteHeaders headers; // null on Windows, where no file can be replaced
  private final Connection writable;
  private final Connection readable;

  /** A change to one of the files by someone else. */
  record Change(String what, boolean canBeMended) {}

  private HeldFiles(SqliteFile file, int id, Connection writable, Connection readable)
      throws IOException {
    this.writable = writable;
    this.readable = readable;
    this.database = file.path();
    this.log = file.companion("-wal");
    this.index = file.companion("-shm");
    BasicFileAttributes attributes = attributes(database);
    this.databaseKey = key(attributes);
    this.logKey = key(attributes(log));
    this.indexKey = key(attributes(index));
    this.indexSize = attributes(index).size();
    this.headers =
        attributes.fileKey() == null ? null : new SqliteHeaders(database, log, index, id);
  }

  static HeldFiles of(SqliteFile file, int id) throws SQLException, IOException {
    Connection writable = file.connect();
    try {
      write(id, writable);
      Connection readable = file.readOnly(id).getConnection();
      try {
        touch(readable);
        return new HeldFiles(file, id, writable, readable);
      } catch (SQLException | IOException | RuntimeException e) {
        closeAfter(e, readable);
        throw e;
      }
    } catch (SQLException | IOException | RuntimeException e) {
      closeAfter(e, writable);
      throw e;
    }
  }

  /** Gives the log a header, which identifies it. Writes a value that is there already. */
  private static void write(int id, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = " + id);
    }
  }

  /** Reads something, because a connection opens the files only then. */
  private static void touch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet one = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
      one.next();
    }
  }

  private static void closeAfter(Exception failure, Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** Null if nothing changed. Looks up three names, and reads the first bytes of each file. */
  @Nullable Change change() throws IOException {
    BasicFileAttributes now = attributesOrNull(database);
    if (now == null) {
      return new Change("no longer exists; put it back, with its -wal and -shm", false);
    }
    if (!databaseKey.equals(key(now))) {
      return new Change(
          "has been replaced by another file; put the original back, with its -wal and -shm, or restart to continue with the new one",
          false);
    }
    BasicFileAttributes logNow = attributesOrNull(log);
    BasicFileAttributes indexNow = attributesOrNull(index);
    if (indexNow != null && isFormer(indexNow, indexKey) && indexNow.size() < indexSize) {
      return new Change("has a truncated -shm file; restart the receiver", false);
    }
    String fault = headers == null ? null : headers.fault(now.size());
    if (fault != null) {
      return new Change(
          fault
              + " while in use; stop the receiver, keep a copy of all inbox files, restore a backup,"
              + " and start again",
          false);
    }
    Change change = changeOf("-wal", logNow, logKey);
    return change == null ? changeOf("-shm", indexNow, indexKey) : change;
  }

  private static boolean isFormer(@Nullable BasicFileAttributes now, Object former) {
    return now != null && former.equals(key(now));
  }

  private static @Nullable Change changeOf(
      String name, @Nullable BasicFileAttributes now, Object former) {
    if (now == null) {
      return new Change("has lost its " + name + " file, which was deleted while in use", true);
    }
    return isFormer(now, former)
        ? null
        : new Change(
            "has a different " + name + " file now; put the original back, or move this one away",
            false);
  }

  /**
   * Checkpoints the log, which is open here even if its name is gone. Does not wait long for
   * readers.
   */
  void writeBack() throws SQLException, IOException {
    try (Statement statement = writable.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + SqliteFile.SHORT_BUSY_TIMEOUT_MILLIS);
      try (ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(FULL)")) {
        if (!result.next()
            || result.getInt(1) != 0
            || result.getInt(2) != result.getInt(3)) { // frames, and checkpointed ones
          throw new IOException("its log cannot be checkpointed while someone reads");
        }
      }
    }
  }

  /**
   * Closes the connections. If nothing changed, the writable one is closed last and so checkpoints
   * the log; otherwise the read-only one, so that nothing is written to a foreign file.
   */
  void close(boolean isAsItWas) throws SQLException, IOException {
    try {
      (isAsItWas ? readable : writable).close();
    } finally {
      try {
        (isAsItWas ? writable : readable).close();
      } finally {
        if (headers != null) {
          headers.close();
        }
      }
    }
  }

  private static @Nullable BasicFileAttributes attributesOrNull(Path file) throws IOException {
    try {
      return attributes(file);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class);
  }

  /** Device and inode, or the creation time where they do not exist. */
  private static Object key(BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return key == null ? attributes.creationTime() : key;
  }
}
