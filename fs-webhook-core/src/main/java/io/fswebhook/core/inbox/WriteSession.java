package io.fswebhook.core.inbox;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The one connection that writes, with its statements prepared once. Belongs to one thread. */
final class WriteSession implements AutoCloseable {

  private final SqliteFile file;
  private final SqliteFile.Identity identity;
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  WriteSession(SqliteFile file) throws SQLException, IOException {
    this.file = file;
    this.connection = file.connect();
    this.identity = file.identity();
    connection.setAutoCommit(false);
  }

  PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement prepared = statements.get(sql);
    if (prepared == null) {
      prepared = connection.prepareStatement(sql);
      statements.put(sql, prepared);
    }
    return prepared;
  }

  /**
   * Commits, then makes sure that it went into the files a restart will read: SQLite goes on
   * writing into files that were deleted or moved away.
   */
  void commit() throws SQLException, IOException {
    connection.commit();
    if (!identity.equals(file.identity())) {
      throw new IOException(
          file
              + " was moved, replaced or deleted while in use; put it back, or restart to go on with "
              + "what is there now");
    }
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
