package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.DeliverySummary;
import io.fswebhook.core.inbox.TaskSummary;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads how far handlers are with some deliveries. */
final class ReadTasks {

  private final Connection connection;

  ReadTasks(Connection connection) {
    this.connection = connection;
  }

  /** The same deliveries with their tasks. */
  List<DeliverySummary> addedTo(List<DeliverySummary> deliveries) throws SQLException {
    Map<Long, List<TaskSummary>> tasks = of(deliveries);
    return deliveries.stream()
        .map(delivery -> with(delivery, tasks.getOrDefault(delivery.seq(), List.of())))
        .toList();
  }

  private static DeliverySummary with(DeliverySummary delivery, List<TaskSummary> tasks) {
    return new DeliverySummary(
        delivery.seq(),
        delivery.id(),
        delivery.eventName(),
        delivery.orgId(),
        delivery.receivedAt(),
        delivery.signedAt(),
        delivery.size(),
        delivery.test(),
        tasks);
  }

  private Map<Long, List<TaskSummary>> of(List<DeliverySummary> deliveries) throws SQLException {
    Map<Long, List<TaskSummary>> tasks = new HashMap<>();
    if (deliveries.isEmpty()) {
      return tasks;
    }
    Jdbc.list(
            connection,
            "SELECT delivery_seq, handler, state, attempts, replay, due_at FROM task"
                + " WHERE delivery_seq IN (?"
                + ", ?".repeat(deliveries.size() - 1)
                + ") ORDER BY delivery_seq, handler",
            row -> Map.entry(row.getLong(1), Rows.task(row, 2)),
            deliveries.stream().map(DeliverySummary::seq).toArray())
        .forEach(
            found ->
                tasks
                    .computeIfAbsent(found.getKey(), seq -> new ArrayList<>())
                    .add(found.getValue()));
    return tasks;
  }
}
