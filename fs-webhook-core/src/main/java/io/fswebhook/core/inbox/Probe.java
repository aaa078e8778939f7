package io.fswebhook.core.inbox;

import io.fswebhook.core.failure.InboxUnavailableException;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A small write that finds out whether the inbox works again when no delivery comes to try it. */
final class Probe implements Work {

  @Override
  public void apply(WriteSession session) throws SQLException {
    PreparedStatement insert =
        session.statement("INSERT OR REPLACE INTO write_probe (id, written_at) VALUES (1, ?)");
    insert.setLong(1, System.currentTimeMillis());
    insert.executeUpdate();
  }

  @Override
  public void committed() {}

  @Override
  public void failed(InboxUnavailableException cause) {}
}
