package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.ErrorGroup;
import io.fswebhook.core.inbox.ErrorGroups;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.operate.Condition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Groups dead letters by handler and fingerprint: by an index that holds nothing else, or, where
 * the filter looks at deliveries, from the newest to the oldest until time is up.
 */
final class GroupErrors {

  private static final long NANOS = Duration.ofMillis(500).toNanos();
  private static final int WINDOW = 2_000;
  private static final int WINDOW_OF_BODIES = 100;

  private static final Comparator<Group> MOST_FREQUENT_FIRST =
      Comparator.comparingLong(Group::count)
          .thenComparing(Group::lastAt)
          .reversed()
          .thenComparing(group -> group.key().handler());

  private final TaskFilter filter;
  private final Condition condition;
  private final Connection connection;
  private final Map<Key, Group> groups = new HashMap<>();

  /** What a group has in common. */
  private record Key(String handler, long fingerprint) {}

  /**
   * A group as far as it is counted.
   *
   * @param lastSeq the delivery of the last one; null until it is looked up
   */
  private record Group(Key key, long count, long firstAt, long lastAt, @Nullable Long lastSeq) {

    Group plus(Group other) {
      return new Group(
          key,
          count + other.count,
          Math.min(firstAt, other.firstAt),
          Math.max(lastAt, other.lastAt),
          other.lastAt > lastAt ? other.lastSeq : lastSeq);
    }
  }

  /** Of dead letters that the filter applies to; it names no deliveries. */
  GroupErrors(TaskFilter filter, String bodyHolds, Connection connection) {
    this.filter = filter.inState(TaskState.DEAD);
    this.condition = Condition.ofTask(this.filter, bodyHolds);
    this.connection = connection;
  }

  ErrorGroups groups() throws SQLException {
    Instant searchedTo = null;
    if (filter.looksAtDeliveries()) {
      searchedTo = search();
    } else {
      countAll();
    }
    List<ErrorGroup> items = new ArrayList<>();
    for (Group group : groups.values().stream().sorted(MOST_FREQUENT_FIRST).toList()) {
      if (items.size() < ErrorGroups.MOST) {
        shown(group).ifPresent(items::add);
      }
    }
    return new ErrorGroups(items, searchedTo);
  }

  private void countAll() throws SQLException {
    Jdbc.each(
        connection,
        "SELECT handler, fingerprint, count(*), min(failed_at), max(failed_at) FROM task"
            + " WHERE state = 'dead' AND fingerprint IS NOT NULL"
            + condition.sql()
            + " GROUP BY handler, fingerprint ORDER BY 3 DESC, 5 DESC LIMIT "
            + ErrorGroups.MOST,
        row ->
            add(
                new Group(
                    new Key(row.getString(1), row.getLong(2)),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    null)),
        condition.after());
  }

  /** Returns how far it came where it did not come to the end. */
  private @Nullable Instant search() throws SQLException {
    long end = System.nanoTime() + NANOS;
    int few = filter.text() == null ? WINDOW : WINDOW_OF_BODIES;
    long floor = TimeSpan.floor(filter.receivedFrom(), connection);
    Window window =
        Window.Steps.DEAD.below(TimeSpan.top(filter.receivedBefore(), connection), few, connection);
    while (!window.isEmpty() && window.top() > floor) {
      look(window);
      if (System.nanoTime() - end > 0) {
        return TimeSpan.receivedAt(window.bottom(), connection);
      }
      window = Window.Steps.DEAD.below(window.bottom(), few, connection);
    }
    return null;
  }

  private void look(Window window) throws SQLException {
    Jdbc.each(
        connection,
        "SELECT handler, fingerprint, failed_at, delivery_seq FROM task WHERE state = 'dead'"
            + " AND delivery_seq >= ? AND delivery_seq < ? AND fingerprint IS NOT NULL"
            + condition.sql(),
        row ->
            add(
                new Group(
                    new Key(row.getString(1), row.getLong(2)),
                    1,
                    row.getLong(3),
                    row.getLong(3),
                    row.getLong(4))),
        condition.after(window.bottom(), window.top()));
  }

  private void add(Group group) {
    groups.merge(group.key(), group, Group::plus);
  }

  /** Empty where it was replayed or deleted meanwhile. */
  private Optional<ErrorGroup> shown(Group group) throws SQLException {
    Key key = group.key();
    Long seq = group.lastSeq() == null ? lastSeq(key) : group.lastSeq();
    if (seq == null) {
      return Optional.empty();
    }
    return Jdbc.first(
        connection,
        "SELECT delivery.id, "
            + Summaries.LAST_ERROR
            + " FROM task JOIN delivery ON delivery.seq = task.delivery_seq"
            + " WHERE task.delivery_seq = ? AND task.handler = ?",
        row ->
            new ErrorGroup(
                key.handler(),
                key.fingerprint(),
                Optional.ofNullable(row.getString(2)).orElse(""),
                group.count(),
                Instant.ofEpochMilli(group.firstAt()),
                Instant.ofEpochMilli(group.lastAt()),
                row.getString(1)),
        seq,
        key.handler());
  }

  private @Nullable Long lastSeq(Key key) throws SQLException {
    return Jdbc.first(
            connection,
            "SELECT delivery_seq FROM task WHERE state = 'dead' AND handler = ? AND fingerprint = ?"
                + " ORDER BY failed_at DESC LIMIT 1",
            row -> row.getLong(1),
            key.handler(),
            key.fingerprint())
        .orElse(null);
  }
}
