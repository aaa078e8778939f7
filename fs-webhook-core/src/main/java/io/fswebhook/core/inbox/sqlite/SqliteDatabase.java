package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.commit.Database;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The file as shared commits see it. */
record SqliteDatabase(SqliteFile file, InboxFiles files, Clock clock) implements Database {

  private static final Set<Integer> REFUSING =
      Set.of(
          SQLiteErrorCode.SQLITE_TOOBIG.code,
          SQLiteErrorCode.SQLITE_CONSTRAINT.code,
          SQLiteErrorCode.SQLITE_MISMATCH.code,
          SQLiteErrorCode.SQLITE_RANGE.code);

  @Override
  public WriteSession open() throws SQLException, IOException {
    files.mend();
    return SqliteSession.open(file, files, clock);
  }

  /** Not what a trigger raises: there is none of ours, so nobody knows what it stands for. */
  @Override
  public boolean isRefusal(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        && sqlite.getResultCode() != SQLiteErrorCode.SQLITE_CONSTRAINT_TRIGGER
        && REFUSING.contains(sqlite.getResultCode().code & 0xff);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
