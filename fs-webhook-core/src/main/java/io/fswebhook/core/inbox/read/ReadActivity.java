package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.ActivityStep;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how much happened when. */
final class ReadActivity {

  private static final String WAITING = "waiting";

  private final long from;
  private final long before;
  private final long step;

  /** Times are rounded down to steps, which are whole minutes. */
  ReadActivity(Instant from, Instant before, Duration step) {
    this.step = step.toMinutes();
    if (this.step < 1) {
      throw new IllegalArgumentException("step must be at least a minute, was " + step);
    }
    this.from = minute(from) / this.step * this.step;
    this.before = minute(before);
  }

  private static long minute(Instant time) {
    return time.getEpochSecond() / 60;
  }

  List<ActivityStep> steps(Connection connection) throws SQLException {
    Map<Long, Map<String, Long>> counts = counts(connection);
    List<ActivityStep> steps = new ArrayList<>();
    for (long minute = from; minute < before; minute += step) {
      steps.add(step(minute, counts.getOrDefault(minute / step, Map.of())));
    }
    return steps;
  }

  /** By step and kind. What waits is no sum: the most that did within the step. */
  private Map<Long, Map<String, Long>> counts(Connection connection) throws SQLException {
    Map<Long, Map<String, Long>> counts = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT minute / ?, kind, sum(count), max(count) FROM activity"
                + " WHERE minute >= ? AND minute < ? GROUP BY 1, 2")) {
      select.setLong(1, step);
      select.setLong(2, from);
      select.setLong(3, before);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String kind = rows.getString(2);
          counts
              .computeIfAbsent(rows.getLong(1), number -> new HashMap<>())
              .put(kind, rows.getLong(kind.equals(WAITING) ? 4 : 3));
        }
      }
    }
    return counts;
  }

  private static ActivityStep step(long minute, Map<String, Long> counts) {
    return new ActivityStep(
        Instant.ofEpochSecond(minute * 60),
        count(counts, "received"),
        count(counts, "duplicates"),
        count(counts, "rejected"),
        count(counts, "handled"),
        count(counts, "failed"),
        count(counts, "dead"),
        waiting(counts));
  }

  private static long count(Map<String, Long> counts, String kind) {
    return counts.getOrDefault(kind, 0L);
  }

  private static @Nullable Long waiting(Map<String, Long> counts) {
    return counts.get(WAITING);
  }
}
