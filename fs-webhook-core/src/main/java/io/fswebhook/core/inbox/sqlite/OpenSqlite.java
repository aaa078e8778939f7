package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.commit.Compatibility;
import io.fswebhook.core.inbox.commit.DecideDuplicates;
import io.fswebhook.core.inbox.commit.Migrations;
import io.fswebhook.core.lifecycle.SlowStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteErrorCode;

/**
 * Creates or checks the file and migrates its tables. Problems become messages for the operator.
 */
final class OpenSqlite {

  /** Of database, for its migrations. */
  static final String KIND = "sqlite";

  private static final String SURROUNDINGS =
      "; check that it is a file, that its disk has free space, and that this user may read and write there";

  private OpenSqlite() {}

  static InboxFiles at(SqliteFile file, boolean sameBodyIsDuplicate) {
    LoadSqlite.now();
    try {
      int id = SlowStep.of("reading the log of the inbox " + file, file::create);
      SlowStep.of("updating the tables of the inbox " + file + " up to date", () -> migrate(file));
      try (Connection connection = file.connect()) {
        Compatibility.of(KIND).requireUsable(file, connection);
        DecideDuplicates.by(sameBodyIsDuplicate, connection);
      }
      return new InboxFiles(file, id);
    } catch (SQLException | IOException e) {
      throw new StartException("the inbox " + file + " cannot be opened: " + explain(e, file), e);
    }
  }

  private static String explain(Exception failure, SqliteFile file) {
    if (failure instanceof SQLException sql
        && sql.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code) {
      return "another program has it open, and one of its -wal and -shm files is missing; close"
          + " that program first";
    }
    return failure.getMessage() + (isDamage(failure) ? advice(file.path()) : SURROUNDINGS);
  }

  static void makeFolder(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new StartException(
          "the inbox's folder "
              + path.getParent()
              + " cannot be created: "
              + e
              + "; set fs.webhook.home",
          e);
    }
  }

  private static void migrate(SqliteFile file) {
    try {
      Migrations.apply(KIND, file.dataSource());
    } catch (FlywayException e) {
      throw new StartException(
          "the inbox "
              + file
              + " cannot be updated: "
              + Migrations.reason(e)
              + (isDamage(e)
                  ? advice(file.path())
                  : Migrations.advice(e)
                      .orElse(SURROUNDINGS + ", and that it contains no other tables")),
          e);
    }
  }

  /** Only real damage: a full disk or missing permissions have not lost any data. */
  static boolean isDamage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        int code = sql.getErrorCode() & 0xff; // without the additional bits of an extended code
        return code == SQLiteErrorCode.SQLITE_NOTADB.code
            || code == SQLiteErrorCode.SQLITE_CORRUPT.code;
      }
    }
    return false;
  }

  static String advice(Path path) {
    return "; restore it from a backup, or move "
        + path.getFileName()
        + "* out of "
        + path.toAbsolutePath().getParent()
        + " to begin with an empty one, and keep it: it contains the deliveries that were not handled";
  }
}
