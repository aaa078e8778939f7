package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.Backlog;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counts tasks by handler and state, from indexes that hold no others. One statement sees one
 * moment.
 *
 * @param countUnfinished see {@link ReadSource#countUnfinished}
 */
record CountBacklog(String countUnfinished) {

  Backlog of(Connection connection) throws SQLException {
    String sql =
        "SELECT 'unfinished', counted.* FROM ("
            + countUnfinished
            + ") AS counted"
            + count(TaskState.RETRYING)
            + count(TaskState.DEAD);
    Map<String, Map<String, Long>> counts = new HashMap<>();
    Jdbc.each(
        connection,
        sql,
        row ->
            counts
                .computeIfAbsent(row.getString(2), handler -> new HashMap<>())
                .merge(row.getString(1), row.getLong(3), Long::sum));
    Map<String, Backlog.Tasks> byHandler = new HashMap<>();
    counts.forEach((handler, ofHandler) -> byHandler.put(handler, tasks(ofHandler)));
    return new Backlog(byHandler);
  }

  private static String count(TaskState state) {
    return String.format(
        Locale.ROOT,
        " UNION ALL SELECT '%1$s', handler, count(*) FROM task WHERE state = '%1$s' GROUP BY handler",
        state.code());
  }

  private static Backlog.Tasks tasks(Map<String, Long> counts) {
    long retrying = counts.getOrDefault(TaskState.RETRYING.code(), 0L);
    return new Backlog.Tasks(
        counts.getOrDefault("unfinished", 0L) - retrying,
        retrying,
        counts.getOrDefault(TaskState.DEAD.code(), 0L));
  }
}
