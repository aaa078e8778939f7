package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;

/** Lets the database shrink where it does not do so by itself. Returns in how many steps. */
final class GiveBackSpace implements Walk<Integer> {

  private boolean isMore;
  private int steps;

  @Override
  public void step(WriteSession session) throws SQLException {
    isMore = session.giveBackSpace();
  }

  @Override
  public boolean stepped() {
    steps++;
    return isMore;
  }

  @Override
  public Integer result() {
    return steps;
  }
}
