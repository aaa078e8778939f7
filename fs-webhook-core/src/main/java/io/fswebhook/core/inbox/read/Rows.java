package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.DeliverySummary;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.TaskSummary;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes records of rows. */
final class Rows {

  private Rows() {}

  /** Of seq, id, event_name, org_id, signed_at, received_at, test and the size of the body. */
  static DeliverySummary delivery(ResultSet row, List<TaskSummary> tasks) throws SQLException {
    long signedAt = row.getLong(5);
    return new DeliverySummary(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(6)),
        signedAt == 0 ? null : Instant.ofEpochSecond(signedAt),
        row.getInt(8),
        row.getInt(7) == 1,
        tasks);
  }

  /** Of handler, state, attempts, replay and due_at, beginning at a column. */
  static TaskSummary task(ResultSet row, int column) throws SQLException {
    return new TaskSummary(
        row.getString(column),
        state(row.getString(column + 1)),
        row.getInt(column + 2),
        row.getInt(column + 3),
        time(row, column + 4));
  }

  static TaskState state(String code) {
    return TaskState.valueOf(code.toUpperCase(Locale.ROOT));
  }

  private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
    Long millis = Jdbc.number(row, column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
