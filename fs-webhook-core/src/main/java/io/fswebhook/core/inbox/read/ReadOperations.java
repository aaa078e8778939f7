package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.BulkOperation;
import io.fswebhook.core.inbox.ListPlace;
import io.fswebhook.core.inbox.OperationPage;
import io.fswebhook.core.inbox.OperationRequest;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.operate.FilterText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads operations. Their table is small; what became of their tasks is counted by an index. */
record ReadOperations(Connection connection) {

  private static final String SELECT =
      "SELECT id, kind, state, who, role, filter, handlers, matched, done, started_at, ended_at,"
          + " detail FROM operation WHERE ";

  OperationPage page(@Nullable ListPlace before, int limit) throws SQLException {
    List<BulkOperation> found =
        Jdbc.list(
            connection,
            SELECT + "(started_at, id) < (?, ?) ORDER BY started_at DESC, id DESC LIMIT ?",
            this::operation,
            before == null ? Long.MAX_VALUE : before.at().toEpochMilli(),
            before == null ? Long.MAX_VALUE : before.id(),
            limit + 1);
    if (found.size() <= limit) {
      return new OperationPage(found, null);
    }
    BulkOperation last = found.get(limit - 1);
    return new OperationPage(found.subList(0, limit), new ListPlace(last.startedAt(), last.id()));
  }

  Optional<BulkOperation> one(long id) throws SQLException {
    return Jdbc.first(connection, SELECT + "id = ?", this::operation, id);
  }

  private BulkOperation operation(ResultSet row) throws SQLException {
    long startedAt = row.getLong(10);
    Long endedAt = Jdbc.number(row, 11);
    return new BulkOperation(
        row.getLong(1),
        BulkOperation.Kind.of(row.getString(2)),
        BulkOperation.State.of(row.getString(3)),
        Jdbc.number(row, 8),
        row.getLong(9),
        result(row.getLong(1), startedAt),
        new OperationRequest(
            FilterText.read(row.getString(6)),
            FilterText.readNames(row.getString(7)),
            row.getString(4),
            row.getString(5)),
        Instant.ofEpochMilli(startedAt),
        endedAt == null ? null : Instant.ofEpochMilli(endedAt),
        row.getString(12));
  }

  /** A retrying task was brought forward, and has failed again only if that was since. */
  private BulkOperation.Result result(long id, long startedAt) throws SQLException {
    Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);
    Jdbc.each(
        connection,
        "SELECT CASE WHEN failed_at <= ? THEN 'pending' ELSE state END, count(*) FROM task"
            + " WHERE operation = ? GROUP BY 1",
        row -> counts.put(TaskState.of(row.getString(1)), row.getLong(2)),
        startedAt,
        id);
    return new BulkOperation.Result(
        counts.getOrDefault(TaskState.SUCCEEDED, 0L),
        counts.getOrDefault(TaskState.RETRYING, 0L) + counts.getOrDefault(TaskState.DEAD, 0L),
        counts.getOrDefault(TaskState.PENDING, 0L));
  }
}
