package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;

/** Gives up what a handler has still to do. Returns how much that was. */
final class DiscardPending implements ChunkedJob<Long> {

  private static final int TASKS_A_STEP = 200;

  private final String handler;
  private final String update;
  private int few;
  private long all;

  /**
   * Discards those tasks alone that nobody has in hand.
   *
   * @param amongst the condition that says so, where the table can say it
   */
  DiscardPending(String handler, String amongst) {
    this.handler = handler;
    this.update =
        "UPDATE task SET state = 'discarded', due_at = NULL WHERE handler = ? AND "
            + amongst
            + " AND delivery_seq IN (SELECT delivery_seq FROM task WHERE handler = ?"
            + " AND due_at IS NOT NULL AND "
            + amongst
            + " ORDER BY due_at, delivery_seq LIMIT "
            + TASKS_A_STEP
            + ")";
  }

  @Override
  public void step(WriteSession session) throws SQLException {
    few = session.update(update, handler, handler);
  }

  @Override
  public boolean stepped() {
    all += few;
    return few > 0;
  }

  @Override
  public Long result() {
    return all;
  }
}
