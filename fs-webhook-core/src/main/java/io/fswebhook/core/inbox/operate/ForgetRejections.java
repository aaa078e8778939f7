package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.commit.Work;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Deletes the traces of rejected requests that are as old as deliveries may get. */
record ForgetRejections(long before) implements Work {

  @Override
  public void apply(WriteSession session) throws SQLException {
    PreparedStatement delete = session.statement("DELETE FROM rejection WHERE received_at < ?");
    delete.setLong(1, before);
    delete.executeUpdate();
  }

  @Override
  public void committed() {}

  @Override
  public void failed(InboxUnavailableException cause) {}
}
