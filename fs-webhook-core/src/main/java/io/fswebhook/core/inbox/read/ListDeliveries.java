package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.DeliveryPage;
import io.fswebhook.core.inbox.DeliveryQuery;
import io.fswebhook.core.inbox.DeliverySummary;
import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.operate.Condition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Searches deliveries from newest to oldest, in windows, until the page is full or time is up. So
 * it answers quickly, however many deliveries there are and however few match.
 */
final class ListDeliveries {

  private static final long NANOS = Duration.ofMillis(100).toNanos();
  private static final int WINDOW = 2_000;
  private static final int WINDOW_OF_BODIES = 100; // which are read to find a text in them

  private final DeliveryQuery query;
  private final Condition condition;
  private final String bodyHolds;
  private final Connection connection;
  private final List<DeliverySummary> found = new ArrayList<>();

  ListDeliveries(DeliveryQuery query, String bodyHolds, Connection connection) {
    this.query = query;
    this.condition = Condition.ofDelivery(query.filter());
    this.bodyHolds = bodyHolds;
    this.connection = connection;
  }

  DeliveryPage page() throws SQLException {
    long end = System.nanoTime() + NANOS;
    TaskFilter filter = query.filter();
    Window.Steps steps = filter.state() == TaskState.DEAD ? Window.Steps.DEAD : Window.Steps.ALL;
    int few = query.text() == null ? WINDOW : WINDOW_OF_BODIES;
    long floor = TimeSpan.floor(filter.receivedFrom(), connection);
    Window window = steps.below(top(filter), few, connection);
    while (!window.isEmpty() && window.top() > floor) {
      look(window, steps);
      if (found.size() > query.limit()) {
        return fullPage();
      }
      if (System.nanoTime() - end > 0) {
        return unfinishedPage(window);
      }
      window = steps.below(window.bottom(), few, connection);
    }
    return new DeliveryPage(withTasks(), null, null);
  }

  private long top(TaskFilter filter) throws SQLException {
    Long before = query.before();
    return Math.min(
        before == null ? Window.NO_TOP : before, TimeSpan.top(filter.receivedBefore(), connection));
  }

  private void look(Window window, Window.Steps steps) throws SQLException {
    String text = query.text();
    String sql =
        "SELECT "
            + Summaries.COLUMNS
            + " FROM "
            + steps.from()
            + condition.sql()
            + (text == null ? "" : " AND " + bodyHolds)
            + " ORDER BY delivery.seq DESC LIMIT ?";
    List<@Nullable Object> values =
        new ArrayList<>(Arrays.asList(condition.after(window.bottom(), window.top())));
    if (text != null) {
      values.add(KeptText.of(withSmallAscii(text)));
    }
    values.add(query.limit() + 1 - found.size());
    found.addAll(Jdbc.list(connection, sql, Summaries::delivery, values.toArray()));
  }

  /** Folds case as both databases fold the body: ASCII letters only. */
  private static String withSmallAscii(String text) {
    StringBuilder small = new StringBuilder(text);
    for (int i = 0; i < small.length(); i++) {
      char c = small.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        small.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return small.toString();
  }

  private DeliveryPage fullPage() throws SQLException {
    found.remove(found.size() - 1);
    return new DeliveryPage(withTasks(), found.get(found.size() - 1).seq(), null);
  }

  private DeliveryPage unfinishedPage(Window window) throws SQLException {
    return new DeliveryPage(withTasks(), window.bottom(), receivedAt(window.bottom()));
  }

  private @Nullable Instant receivedAt(long seq) throws SQLException {
    return Jdbc.first(
            connection,
            "SELECT received_at FROM delivery WHERE seq >= ? ORDER BY seq LIMIT 1",
            row -> Instant.ofEpochMilli(row.getLong(1)),
            seq)
        .orElse(null);
  }

  private List<DeliverySummary> withTasks() throws SQLException {
    return Summaries.withTasks(found, connection);
  }

  /**
   * Converts a time span to positions in the order of receipt. Clocks of nodes differ a little, and
   * one may have been set back, so the order only roughly follows the times: many rows near the
   * boundary are examined.
   */
  private static final class TimeSpan {

    private static final String HIGHEST_BEFORE =
        "SELECT max(seq) FROM (SELECT seq FROM delivery WHERE received_at < ?"
            + " ORDER BY received_at DESC LIMIT 1000) near";
    private static final String LOWEST_FROM =
        "SELECT min(seq) FROM (SELECT seq FROM delivery WHERE received_at >= ?"
            + " ORDER BY received_at LIMIT 1000) near";

    private TimeSpan() {}

    /** All deliveries received before this time have lower numbers. */
    static long top(@Nullable Instant before, Connection connection) throws SQLException {
      if (before == null) {
        return Window.NO_TOP;
      }
      return number(HIGHEST_BEFORE, before, connection).map(highest -> highest + 1).orElse(0L);
    }

    /** No delivery received at or after this time has a lower number. */
    static long floor(@Nullable Instant from, Connection connection) throws SQLException {
      if (from == null) {
        return 0;
      }
      return number(LOWEST_FROM, from, connection).orElse(Window.NO_TOP);
    }

    private static Optional<Long> number(String sql, Instant time, Connection connection)
        throws SQLException {
      return Jdbc.first(connection, sql, row -> Jdbc.number(row, 1), time.toEpochMilli());
    }
  }
}
