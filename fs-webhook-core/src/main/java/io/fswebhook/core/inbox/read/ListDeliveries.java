package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.DeliveryPage;
import io.fswebhook.core.inbox.DeliveryQuery;
import io.fswebhook.core.inbox.DeliverySummary;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.operate.Condition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private final Connection connection;
  private final List<DeliverySummary> found = new ArrayList<>();

  ListDeliveries(DeliveryQuery query, String bodyHolds, Connection connection) {
    this.query = query;
    this.condition = Condition.ofDelivery(query.filter(), bodyHolds);
    this.connection = connection;
  }

  DeliveryPage page() throws SQLException {
    long end = System.nanoTime() + NANOS;
    TaskFilter filter = query.filter();
    Window.Steps steps = filter.state() == TaskState.DEAD ? Window.Steps.DEAD : Window.Steps.ALL;
    int few = filter.text() == null ? WINDOW : WINDOW_OF_BODIES;
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
    String sql =
        "SELECT "
            + Summaries.COLUMNS
            + " FROM "
            + steps.from()
            + condition.sql()
            + " ORDER BY delivery.seq DESC LIMIT ?";
    List<@Nullable Object> values =
        new ArrayList<>(Arrays.asList(condition.after(window.bottom(), window.top())));
    values.add(query.limit() + 1 - found.size());
    found.addAll(Jdbc.list(connection, sql, Summaries::delivery, values.toArray()));
  }

  private DeliveryPage fullPage() throws SQLException {
    found.remove(found.size() - 1);
    return new DeliveryPage(withTasks(), found.get(found.size() - 1).seq(), null);
  }

  private DeliveryPage unfinishedPage(Window window) throws SQLException {
    return new DeliveryPage(
        withTasks(), window.bottom(), TimeSpan.receivedAt(window.bottom(), connection));
  }

  private List<DeliverySummary> withTasks() throws SQLException {
    return Summaries.withTasks(found, connection);
  }
}
