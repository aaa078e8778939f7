package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.HandlingFilter;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
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
    PreparedStatement update =
        session.statement(
            "UPDATE handling SET state = 'discarded'"
                + " WHERE state = 'dead' AND delivery_seq > ? AND delivery_seq <= ?"
                + condition.sql());
    update.setLong(1, range.after());
    update.setLong(2, range.upTo());
    condition.bind(update, 3);
    few = update.executeUpdate();
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
