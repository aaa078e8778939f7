package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.DeliverySummary;
import io.fswebhook.core.inbox.FeedPage;
import io.fswebhook.core.inbox.FeedQuery;
import io.fswebhook.core.inbox.ListPlace;
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
 * Reads on from a place, in the order of receipt, in windows, until the page is full or time is up.
 * What is still being stored holds back what has a higher number, so that nothing appears before
 * the place of a reader.
 */
final class FollowDeliveries {

  private static final long NANOS = Duration.ofMillis(100).toNanos();
  private static final int WINDOW = 2_000;
  private static final int WINDOW_OF_BODIES = 100; // which are read to find a text in them

  private final FeedQuery query;
  private final ReadSource source;
  private final Condition condition;
  private final FeedPlaces places;
  private final Connection connection;
  private final List<DeliverySummary> found = new ArrayList<>();

  FollowDeliveries(FeedQuery query, ReadSource source, Connection connection) {
    this.query = query;
    this.source = source;
    this.condition = Condition.ofDelivery(query.filter(), source.bodyHolds());
    this.places = new FeedPlaces(connection);
    this.connection = connection;
  }

  FeedPage page() throws SQLException {
    ListPlace newest = places.newest();
    if (newest.equals(query.after())) {
      return new FeedPage(List.of(), newest, newest, false);
    }
    boolean isComplete = source.awaitStored(connection);
    ListPlace start = start(newest);
    return isComplete ? pageUpTo(newest, start) : new FeedPage(List.of(), start, start, true);
  }

  private ListPlace start(ListPlace newest) throws SQLException {
    ListPlace after = query.after();
    return after == null
        ? places.since(query.filter().receivedFrom(), newest)
        : places.found(after, newest);
  }

  private FeedPage pageUpTo(ListPlace newest, ListPlace start) throws SQLException {
    long end = System.nanoTime() + NANOS;
    ListPlace at = start;
    while (at.id() < newest.id()) {
      Window window = places.above(at.id(), newest.id(), width());
      look(window);
      if (found.size() > query.limit()) {
        return fullPage(start);
      }
      at = window.top() > newest.id() ? newest : places.last(window.top(), newest);
      if (System.nanoTime() - end > 0) {
        return new FeedPage(withTasks(), start, at, at.id() < newest.id());
      }
    }
    return new FeedPage(withTasks(), start, at, false);
  }

  private int width() {
    return query.filter().text() == null ? WINDOW : WINDOW_OF_BODIES;
  }

  private void look(Window window) throws SQLException {
    String sql =
        "SELECT "
            + Summaries.COLUMNS
            + " FROM "
            + Window.Steps.ALL.from()
            + condition.sql()
            + " ORDER BY delivery.seq LIMIT ?";
    List<@Nullable Object> values =
        new ArrayList<>(Arrays.asList(condition.after(window.bottom(), window.top())));
    values.add(query.limit() + 1 - found.size());
    found.addAll(Jdbc.list(connection, sql, Summaries::delivery, values.toArray()));
  }

  private FeedPage fullPage(ListPlace start) throws SQLException {
    found.remove(found.size() - 1);
    DeliverySummary last = found.get(found.size() - 1);
    return new FeedPage(withTasks(), start, new ListPlace(last.receivedAt(), last.seq()), true);
  }

  private List<DeliverySummary> withTasks() throws SQLException {
    return Summaries.withTasks(found, connection);
  }
}
