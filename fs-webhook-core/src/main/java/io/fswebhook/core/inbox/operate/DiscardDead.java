package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;

/** Gives dead tasks up for good. */
final class DiscardDead extends DeliveryJob<Long> {

  private final Condition condition;
  private long few;
  private long all;

  DiscardDead(TaskFilter filter) {
    super(filter);
    this.condition = Condition.ofTask(filter);
  }

  @Override
  void forget() {
    few = 0;
  }

  @Override
  void visit(Range range, WriteSession session) throws SQLException {
    few =
        session.update(
            "UPDATE task SET state = 'discarded'"
                + " WHERE state = 'dead' AND delivery_seq > ? AND delivery_seq <= ?"
                + condition.sql(),
            condition.after(range.after(), range.upTo()));
  }

  @Override
  void keep() {
    all += few;
  }

  @Override
  public Long result() {
    return all;
  }
}
