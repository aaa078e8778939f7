package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.commit.Database;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;

/** The file as shared commits see it. */
record SqliteDatabase(SqliteFile file, InboxFiles files, Clock clock) implements Database {

  @Override
  public WriteSession open() throws SQLException, IOException {
    files.mend();
    return SqliteSession.open(file, files, clock);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
