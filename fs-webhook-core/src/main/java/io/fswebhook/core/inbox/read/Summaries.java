package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.DeliverySummary;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.TaskSummary;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads deliveries and their tasks as lists show them. */
final class Summaries {

  /** What {@link #delivery} reads, from column 1 on. */
  static final String COLUMNS =
      "delivery.seq, id, event_name, org_id, signed_at, received_at, test, length(body), schema_error";

  /** By the key of the attempt, however many there were. */
  static final String LAST_ERROR =
      "CASE WHEN state IN ('retrying', 'dead') THEN (SELECT error FROM attempt"
          + " WHERE attempt.delivery_seq = task.delivery_seq AND attempt.handler = task.handler"
          + " AND attempt.replay = task.replay AND attempt.number = task.attempts) END";

  private Summaries() {}

  /** Without its tasks. */
  static DeliverySummary delivery(ResultSet row) throws SQLException {
    return new DeliverySummary(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(6)),
        Jdbc.second(row, 5),
        row.getInt(8),
        row.getInt(7) == 1,
        row.getString(9),
        List.of());
  }

  /** The same deliveries with their tasks. */
  static List<DeliverySummary> withTasks(List<DeliverySummary> deliveries, Connection connection)
      throws SQLException {
    if (deliveries.isEmpty()) {
      return deliveries;
    }
    Map<Long, List<TaskSummary>> tasks = new HashMap<>();
    Jdbc.each(
        connection,
        "SELECT delivery_seq, handler, state, attempts, replay, due_at, "
            + LAST_ERROR
            + " FROM task"
            + " WHERE delivery_seq IN (?"
            + ", ?".repeat(deliveries.size() - 1)
            + ") ORDER BY delivery_seq, handler",
        row -> tasks.computeIfAbsent(row.getLong(1), seq -> new ArrayList<>()).add(task(row)),
        deliveries.stream().map(DeliverySummary::seq).toArray());
    return deliveries.stream()
        .map(each -> each.withTasks(tasks.getOrDefault(each.seq(), List.of())))
        .toList();
  }

  private static TaskSummary task(ResultSet row) throws SQLException {
    Long dueAt = Jdbc.number(row, 6);
    return new TaskSummary(
        row.getString(2),
        TaskState.of(row.getString(3)),
        row.getInt(4),
        row.getInt(5),
        dueAt == null ? null : Instant.ofEpochMilli(dueAt),
        row.getString(7));
  }
}
