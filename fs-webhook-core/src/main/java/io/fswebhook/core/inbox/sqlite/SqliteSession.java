package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.commit.WriteSession;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;

/** Writes into the file, and makes sure that it is still the one that a restart will read. */
final class SqliteSession extends WriteSession {

  private final SqliteFile file;
  private final Clock clock;
  private final SqliteFile.Identity identity;

  SqliteSession(SqliteFile file, Clock clock) throws SQLException, IOException {
    super(file.connect());
    this.file = file;
    this.clock = clock;
    this.identity = file.identity();
  }

  @Override
  public long now() {
    return clock.millis();
  }

  /** SQLite goes on writing into files that were deleted or moved away. */
  @Override
  public void commit() throws SQLException, IOException {
    super.commit();
    if (!identity.equals(file.identity())) {
      throw new IOException(
          file
              + " was moved, replaced or deleted while in use; put it back, or restart to go on with "
              + "what is there now");
    }
  }
}
