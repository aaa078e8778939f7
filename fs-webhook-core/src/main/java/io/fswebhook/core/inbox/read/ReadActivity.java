package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.ActivityStep;
import io.fswebhook.core.inbox.HandlerStep;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads activity over time. */
final class ReadActivity {

  /** Pending is not summed: it is the maximum within the step. */
  private static final String BY_STEP =
      "SELECT minute / ?, sum(received), sum(duplicates), sum(rejected), sum(handled), sum(failed),"
          + " sum(dead), max(pending) FROM activity WHERE minute >= ? AND minute < ? GROUP BY 1";

  private static final String OF_HANDLER =
      "SELECT minute / ?, sum(succeeded), sum(failed), sum(dead), sum(total_us), max(longest_us)"
          + " FROM handler_activity WHERE handler = ? AND minute >= ? AND minute < ? GROUP BY 1";

  private final long from;
  private final long before;
  private final long step;

  ReadActivity(Instant from, Instant before, Duration step) {
    this.step = step.toMinutes();
    if (this.step < 1) {
      throw new IllegalArgumentException("step must be at least a minute, was " + step);
    }
    this.from = Math.floorDiv(minute(from), this.step) * this.step;
    this.before = minute(before.minusNanos(1)) + 1;
    long steps = (this.before - this.from) / this.step;
    if (steps > InboxReader.MOST_STEPS) {
      throw new IllegalArgumentException(
          "there must be at most " + InboxReader.MOST_STEPS + " steps, were " + steps);
    }
  }

  private static long minute(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), 60);
  }

  List<ActivityStep> steps(Connection connection) throws SQLException {
    Map<Long, ActivityStep> busy = new HashMap<>();
    Jdbc.each(
        connection,
        BY_STEP,
        row -> busy.put(row.getLong(1), step(begin(row.getLong(1)), row)),
        step,
        from,
        before);
    return all(busy, ActivityStep::idle);
  }

  List<HandlerStep> steps(String handler, Connection connection) throws SQLException {
    Map<Long, HandlerStep> busy = new HashMap<>();
    Jdbc.each(
        connection,
        OF_HANDLER,
        row -> busy.put(row.getLong(1), step(handler, begin(row.getLong(1)), row)),
        step,
        handler,
        from,
        before);
    return all(busy, begin -> HandlerStep.idle(handler, begin));
  }

  /** Including those in which nothing happened. */
  private <S> List<S> all(Map<Long, S> busy, Function<Instant, S> idle) {
    List<S> steps = new ArrayList<>();
    for (long number = from / step; number * step < before; number++) {
      S found = busy.get(number);
      steps.add(found == null ? idle.apply(begin(number)) : found);
    }
    return steps;
  }

  private Instant begin(long number) {
    return Instant.ofEpochSecond(number * step * 60);
  }

  private static ActivityStep step(Instant from, ResultSet row) throws SQLException {
    return new ActivityStep(
        from,
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        Jdbc.number(row, 8));
  }

  private static HandlerStep step(String handler, Instant from, ResultSet row) throws SQLException {
    return new HandlerStep(
        handler,
        from,
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        micros(row.getLong(5)),
        micros(row.getLong(6)));
  }

  private static Duration micros(long count) {
    return Duration.of(count, ChronoUnit.MICROS);
  }
}
