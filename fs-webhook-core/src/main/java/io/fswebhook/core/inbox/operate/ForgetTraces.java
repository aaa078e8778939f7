package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.commit.Work;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Deletes what is kept beside deliveries and is old.
 *
 * @param rejectedBefore traces of requests that were rejected before
 * @param happenedBefore how much happened before
 */
record ForgetTraces(Instant rejectedBefore, Instant happenedBefore) implements Work {

  @Override
  public void apply(WriteSession session) throws SQLException {
    delete("DELETE FROM rejection WHERE received_at < ?", rejectedBefore.toEpochMilli(), session);
    delete("DELETE FROM activity WHERE minute < ?", happenedBefore.getEpochSecond() / 60, session);
  }

  private static void delete(String sql, long before, WriteSession session) throws SQLException {
    PreparedStatement delete = session.statement(sql);
    delete.setLong(1, before);
    delete.executeUpdate();
  }

  @Override
  public void committed() {}

  @Override
  public void failed(InboxUnavailableException cause) {}
}
