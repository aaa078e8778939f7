package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.TaskCount;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/** Counts what a filter applies to. */
final class CountTasks extends DeliveryJob<TaskCount> {

  private final Condition deliveries;
  private final Condition tasks;

  CountTasks(TaskFilter filter, String bodyHolds) {
    super(filter, new TaskCount(0, Map.of()), TaskCount::plus);
    this.deliveries = Condition.ofDelivery(filter, bodyHolds);
    this.tasks = Condition.ofTask(filter, bodyHolds);
  }

  @Override
  TaskCount visit(Range range, WriteSession session) throws SQLException {
    long count =
        session.number(
            "SELECT count(*) FROM delivery WHERE seq > ? AND seq <= ?" + deliveries.sql(),
            0,
            deliveries.after(range.after(), range.upTo()));
    Map<TaskState, Long> states = new EnumMap<>(TaskState.class);
    session.each(
        "SELECT state, count(*) FROM task WHERE delivery_seq > ? AND delivery_seq <= ?"
            + tasks.sql()
            + " GROUP BY state",
        row -> states.put(TaskState.of(row.getString(1)), row.getLong(2)),
        tasks.after(range.after(), range.upTo()));
    return new TaskCount(count, states);
  }
}
