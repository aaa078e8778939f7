package io.fswebhook.core.inbox.commit;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What arrives from now on is not for this handler, unless its plugin is there. */
public final class EndSubscription extends AcknowledgedWork {

  private final String handler;

  public EndSubscription(String handler) {
    this.handler = handler;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    PreparedStatement delete = session.statement("DELETE FROM subscription WHERE handler = ?");
    delete.setString(1, handler);
    delete.executeUpdate();
  }
}
