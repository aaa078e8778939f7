package io.fswebhook.core.inbox.commit;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Keeps whether a handler is paused. */
public final class PauseHandler extends AcknowledgedWork {

  private final String handler;
  private final boolean paused;

  public PauseHandler(String handler, boolean paused) {
    this.handler = handler;
    this.paused = paused;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    PreparedStatement upsert =
        session.statement(
            "INSERT INTO handler_control (handler, paused, version, changed_at) VALUES (?, ?, 1, ?)"
                + " ON CONFLICT (handler) DO UPDATE SET paused = excluded.paused,"
                + " version = handler_control.version + 1, changed_at = excluded.changed_at");
    upsert.setString(1, handler);
    upsert.setInt(2, paused ? 1 : 0);
    upsert.setLong(3, session.now());
    upsert.executeUpdate();
  }
}
