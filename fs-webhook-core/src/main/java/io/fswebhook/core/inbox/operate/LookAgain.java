package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.commit.SpentSignatures;
import io.fswebhook.core.inbox.commit.Work;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;

/** Learns what the receiver that sweeps has forgotten. */
record LookAgain(SpentSignatures spent) implements Work {

  @Override
  public void apply(WriteSession session) throws SQLException {
    spent.reload(session);
  }

  @Override
  public void committed() {}

  @Override
  public void failed(InboxUnavailableException cause) {}
}
