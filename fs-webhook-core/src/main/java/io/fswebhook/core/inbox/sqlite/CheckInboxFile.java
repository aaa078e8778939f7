package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.commit.Compatibility;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.log.NewerLogException;
import io.fswebhook.core.inbox.log.UnstoredReceipts;
import io.fswebhook.core.lifecycle.SlowStep;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * SQLite's integrity check of a whole file, including indexes. Read-only, and safe while a receiver
 * is running.
 */
public final class CheckInboxFile {

  private static final int MOST_PROBLEMS = 100;
  private static final int HEADER_BYTES = 100;

  private CheckInboxFile() {}

  /**
   * The problems found, empty if none. Takes as long as reading the file, and logs that it does.
   *
   * @throws SQLException if the file cannot be checked now
   */
  public static List<String> problems(Path file) throws SQLException {
    long size = file.toFile().length();
    if (size < HEADER_BYTES) { // which SQLite takes for a database without tables
      return List.of("it has " + size + " bytes, which is less than any SQLite database");
    }
    LoadSqlite.now();
    String what = "checking " + file + " of " + (file.toFile().length() >> 20) + " MB";
    return SlowStep.of(what, () -> check(file));
  }

  /**
   * Why this version cannot use an intact file, for after its name: a newer one wrote it, or its
   * receipt log. Empty if it can, or if it is no inbox.
   */
  public static Optional<String> refusal(Path file) throws SQLException, IOException {
    try (Connection connection = BackupFile.readOnly(file)) {
      if (!BackupFile.hasTables(connection)) {
        return Optional.empty();
      }
      UnstoredReceipts.requireReadable(file.toRealPath());
      return Compatibility.of(OpenSqlite.KIND).refusal(connection);
    } catch (NewerLogException e) {
      return Optional.of("cannot be used: " + e.getMessage());
    }
  }

  /** Advice for the operator on what to do about them. */
  public static String advice(Path file) {
    return OpenSqlite.advice(file).substring(2); // without the separator from the sentence before
  }

  private static List<String> check(Path file) throws SQLException {
    try (Connection connection = BackupFile.readOnly(file)) {
      return problems(connection);
    }
  }

  /** What the check finds in an open file. */
  static List<String> problems(Connection connection) throws SQLException {
    try {
      List<String> found =
          Jdbc.list(
              connection,
              "PRAGMA integrity_check(" + MOST_PROBLEMS + ")",
              line -> line.getString(1));
      return found.equals(List.of("ok")) ? List.of() : found;
    } catch (SQLException e) {
      if (OpenSqlite.isDamage(e)) {
        return List.of(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }
}
