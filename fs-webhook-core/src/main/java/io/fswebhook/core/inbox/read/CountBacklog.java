package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.Backlog;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
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
    Map<String, Instant> dueSince = new HashMap<>();
    Jdbc.each(
        connection,
        sql,
        row -> {
          String handler = row.getString(2);
          counts
              .computeIfAbsent(handler, absent -> new HashMap<>())
              .merge(row.getString(1), row.getLong(3), Long::sum);
          long due = row.getLong(4);
          if (!row.wasNull()) {
            dueSince.put(handler, Instant.ofEpochMilli(due));
          }
        });
    Map<String, Backlog.Tasks> byHandler = new HashMap<>();
    counts.forEach((handler, ofHandler) -> byHandler.put(handler, tasks(ofHandler)));
    return new Backlog(byHandler, dueSince);
  }

  private static String count(TaskState state) {
    return String.format(
        Locale.ROOT,
        " UNION ALL SELECT '%1$s', handler, count(*), NULL FROM task WHERE state = '%1$s' GROUP BY handler",
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
