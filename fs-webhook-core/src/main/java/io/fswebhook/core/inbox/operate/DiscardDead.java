package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;

/** Discards dead letters. */
final class DiscardDead extends DeliveryJob<Long> {

  private final Condition condition;

  DiscardDead(TaskFilter filter, String bodyHolds) {
    super(filter.inState(TaskState.DEAD), 0L, Long::sum);
    this.condition = Condition.ofTask(filter, bodyHolds);
  }

  @Override
  Long visit(Range range, WriteSession session) throws SQLException {
    return (long)
        session.update(
            "UPDATE task SET state = 'discarded', fingerprint = NULL, failed_at = NULL"
                + " WHERE state = 'dead' AND delivery_seq > ? AND delivery_seq <= ?"
                + condition.sql(),
            condition.after(range.after(), range.upTo()));
  }
}
