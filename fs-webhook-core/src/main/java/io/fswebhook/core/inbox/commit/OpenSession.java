package io.fswebhook.core.inbox.commit;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The current session, if any: opened on demand, and again after a failure. */
final class OpenSession {

  private static final Logger LOG = LoggerFactory.getLogger(OpenSession.class);

  private final Database database;
  private @Nullable WriteSession session;

  OpenSession(Database database) {
    this.database = database;
  }

  WriteSession get() throws SQLException, IOException {
    if (session == null) {
      session = database.open();
    }
    return session;
  }

  boolean isOpen() {
    return session != null;
  }

  /** Opens the new one first: if that fails, the old one stays in use. */
  void renewWhereWornOut() {
    WriteSession old = session;
    if (old == null || !old.isWornOut()) {
      return;
    }
    try {
      session = database.open();
      close(old);
    } catch (SQLException | IOException e) {
      LOG.info(
          "the connection to the inbox {} stays in use, a new one cannot be opened: {}",
          database,
          e);
    }
  }

  /** Keeps the connection if the database merely refused a write. */
  void undo(Exception refusal) {
    if (session == null || !(refusal instanceof SQLException)) {
      close();
      return;
    }
    try {
      session.rollback();
    } catch (SQLException e) {
      close();
    }
  }

  void close() {
    WriteSession open = session;
    session = null;
    if (open != null) {
      close(open);
    }
  }

  private static void close(WriteSession open) {
    try {
      open.rollback();
    } catch (SQLException e) {
      LOG.debug("rolling back failed too", e);
    }
    try {
      open.close();
    } catch (SQLException e) {
      LOG.debug("closing the connection failed", e);
    }
  }
}
