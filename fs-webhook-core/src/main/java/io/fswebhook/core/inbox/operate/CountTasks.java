package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.TaskCount;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what a filter applies to. */
final class CountTasks extends DeliveryJob<TaskCount> {

  private final Condition deliveries;
  private final Condition tasks;
  private final Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);
  private final Map<TaskState, Long> few = new EnumMap<>(TaskState.class);
  private long deliveryCount;
  private long fewDeliveries;

  CountTasks(TaskFilter filter) {
    super(filter);
    this.deliveries = Condition.ofDelivery(filter);
    this.tasks = Condition.ofTask(filter);
  }

  @Override
  void forget() {
    few.clear();
    fewDeliveries = 0;
  }

  @Override
  void visit(Range range, WriteSession session) throws SQLException {
    fewDeliveries =
        session.number(
            "SELECT count(*) FROM delivery WHERE seq > ? AND seq <= ?" + deliveries.sql(),
            0,
            deliveries.after(range.after(), range.upTo()));
    session
        .list(
            "SELECT state, count(*) FROM task WHERE delivery_seq > ? AND delivery_seq <= ?"
                + tasks.sql()
                + " GROUP BY state",
            row ->
                Map.entry(
                    TaskState.valueOf(row.getString(1).toUpperCase(Locale.ROOT)), row.getLong(2)),
            tasks.after(range.after(), range.upTo()))
        .forEach(count -> few.put(count.getKey(), count.getValue()));
  }

  @Override
  void keep() {
    deliveryCount += fewDeliveries;
    few.forEach((state, count) -> counts.merge(state, count, Long::sum));
  }

  @Override
  public TaskCount result() {
    return new TaskCount(deliveryCount, counts);
  }
}
