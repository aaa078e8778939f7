package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.commit.Compatibility;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/** Opens and checks the files that a backup is made of, and those that are restored. */
final class BackupFile {

  private BackupFile() {}

  static Connection readOnly(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(SqliteFile.BUSY_TIMEOUT_MILLIS);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  static Connection writable(Path file) throws SQLException {
    return new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
  }

  static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Fails for a file that is no inbox, or one that this version cannot read. */
  static void requireInbox(Path file, Connection connection) throws SQLException {
    if (!hasTables(connection)) {
      throw new BackupRefusedException(file + " is not an inbox of fs-webhook");
    }
    Optional<String> refusal = Compatibility.of(OpenSqlite.KIND).refusal(connection);
    if (refusal.isPresent()) {
      throw new BackupRefusedException(file + " " + refusal.get());
    }
  }

  static boolean hasTables(Connection connection) throws SQLException {
    return Jdbc.first(
            connection,
            "SELECT count(*) = 3 FROM sqlite_schema"
                + " WHERE name IN ('delivery', 'receipt_log', 'schema_compatibility')",
            row -> row.getBoolean(1))
        .orElse(false);
  }

  /**
   * Reads all of it.
   *
   * @param what the file that would be blamed
   */
  static void requireIntact(Path what, Connection connection) throws SQLException {
    List<String> problems = CheckInboxFile.problems(connection);
    if (!problems.isEmpty()) {
      throw damaged(what, problems.get(0));
    }
  }

  /** For the operator, if that is what it means. */
  static BackupRefusedException damaged(Path what, SQLException failure) throws SQLException {
    if (!OpenSqlite.isDamage(failure)) {
      throw failure;
    }
    return damaged(what, String.valueOf(failure.getMessage()));
  }

  private static BackupRefusedException damaged(Path what, String problem) {
    return new BackupRefusedException(
        what + " is damaged, or no SQLite file (" + problem + "); check-inbox says more");
  }
}
