package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;

/** Discards all unfinished tasks of a handler. */
final class DiscardPending implements ChunkedJob {

  private static final int TASKS_A_STEP = 200;

  private final String handler;
  private final String update;
  private int few;
  private long all;

  DiscardPending(String handler, String unclaimed) {
    this.handler = handler;
    this.update =
        "UPDATE task SET state = 'discarded', due_at = NULL, fingerprint = NULL,"
            + " failed_at = NULL WHERE handler = ? AND "
            + unclaimed
            + " AND delivery_seq IN (SELECT delivery_seq FROM task WHERE handler = ?"
            + " AND due_at IS NOT NULL AND "
            + unclaimed
            + " ORDER BY due_at, delivery_seq LIMIT "
            + TASKS_A_STEP
            + ")";
  }

  @Override
  public void step(WriteSession session) throws SQLException {
    few = session.update(update, handler, handler);
  }

  /** How many there were. */
  long all() {
    return all;
  }

  @Override
  public boolean stepped() {
    all += few;
    return few > 0;
  }
}
