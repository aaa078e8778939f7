package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.HandlingFilter;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;

/** Gives dead handlings up for good. */
final class DiscardDead extends DeliveryWalk<Long> {

  private final Condition condition;
  private long few;
  private long all;

  DiscardDead(HandlingFilter filter) {
    super(filter);
    this.condition = Condition.ofHandling(filter);
  }

  @Override
  void forget() {
    few = 0;
  }

  @Override
  void visit(Range range, WriteSession session) throws SQLException {
    few =
        session.update(
            "UPDATE handling SET state = 'discarded'"
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
