package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.commit.Work;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Deletes the old rows of a table that stays small.
 *
 * @param time the column that says how old a row is
 * @param before in the unit of that column
 */
record ForgetOld(String table, String time, long before) implements Work {

  @Override
  public void apply(WriteSession session) throws SQLException {
    PreparedStatement delete =
        session.statement("DELETE FROM " + table + " WHERE " + time + " < ?");
    delete.setLong(1, before);
    delete.executeUpdate();
  }

  @Override
  public void committed() {}

  @Override
  public void failed(InboxUnavailableException cause) {}
}
