package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.commit.DecideDuplicates;
import io.fswebhook.core.inbox.commit.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteErrorCode;

/** Makes or checks the file and brings its tables up to date; what is wrong becomes a sentence. */
final class OpenSqlite {

  private static final String SURROUNDINGS =
      "; see that it is a file, that its disk has room, and that this user may read and write there";

  private OpenSqlite() {}

  static SqliteFile at(Path path, boolean sameBodyIsDuplicate) {
    LoadSqlite.now();
    SqliteFile file = new SqliteFile(path);
    try {
      file.create();
      check(file);
      migrate(file);
      try (Connection connection = file.connect()) {
        DecideDuplicates.by(sameBodyIsDuplicate, connection);
      }
      return file;
    } catch (SQLException e) {
      throw new StartException(
          "the inbox "
              + path
              + " cannot be opened: "
              + e.getMessage()
              + (isDamage(e) ? advice(path) : SURROUNDINGS),
          e);
    }
  }

  static void makeFolder(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new StartException(
          "the inbox's folder "
              + path.getParent()
              + " cannot be made: "
              + e
              + "; set fs.webhook.home",
          e);
    }
  }

  private static void check(SqliteFile file) throws SQLException {
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
      String verdict = result.next() ? result.getString(1) : "no answer";
      if (!verdict.equals("ok")) {
        throw new StartException(
            "the inbox " + file + " is damaged: " + verdict + advice(file.path()));
      }
    }
  }

  private static void migrate(SqliteFile file) {
    try {
      Migrations.apply("sqlite", file.dataSource());
    } catch (FlywayException e) {
      throw new StartException(
          "the inbox "
              + file
              + " cannot be brought up to date: "
              + Migrations.reason(e)
              + SURROUNDINGS
              + ", and that nobody else's tables are in it",
          e);
    }
  }

  /** Only then: whoever is out of room, or of rights, has not lost anything yet. */
  private static boolean isDamage(SQLException failure) {
    int code = failure.getErrorCode() & 0xff; // without the further bits of an extended one
    return code == SQLiteErrorCode.SQLITE_NOTADB.code
        || code == SQLiteErrorCode.SQLITE_CORRUPT.code;
  }

  private static String advice(Path path) {
    return "; restore it from a backup, or move "
        + path.getFileName()
        + "* out of "
        + path.toAbsolutePath().getParent()
        + " to begin an empty one, and keep it: what was not handled is in it";
  }
}
