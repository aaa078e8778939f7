package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.DeliveryPage;
import io.fswebhook.core.inbox.DeliveryQuery;
import io.fswebhook.core.inbox.DeliverySummary;
import io.fswebhook.core.inbox.HandlingFilter;
import io.fswebhook.core.inbox.HandlingState;
import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.operate.Condition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for deliveries from the youngest to the oldest, in windows, until the page is full or its
 * time is over. So an answer comes soon, however many deliveries there are and however few fit.
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
    HandlingFilter filter = query.filter();
    Window.Steps steps =
        filter.state() == HandlingState.DEAD ? Window.Steps.DEAD : Window.Steps.ALL;
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
    return new DeliveryPage(withHandlings(), null, null);
  }

  private long top(HandlingFilter filter) throws SQLException {
    Long before = query.before();
    return Math.min(
        before == null ? Window.NO_TOP : before, TimeSpan.top(filter.receivedBefore(), connection));
  }

  private void look(Window window, Window.Steps steps) throws SQLException {
    String text = query.text();
    String sql =
        "SELECT delivery.seq, id, event_name, org_id, signed_at, received_at, test, length(body) FROM "
            + steps.from()
            + condition.sql()
            + (text == null ? "" : " AND " + bodyHolds)
            + " ORDER BY delivery.seq DESC LIMIT ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, window.bottom());
      select.setLong(2, window.top());
      condition.bind(select, 3);
      int index = 3 + condition.values().size();
      if (text != null) {
        select.setString(index++, KeptText.of(withSmallAscii(text)));
      }
      select.setInt(index, query.limit() + 1 - found.size());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(Rows.delivery(rows, List.of()));
        }
      }
    }
  }

  /** As both databases fold the body; other letters have to be as they stand in it. */
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
    return new DeliveryPage(withHandlings(), found.get(found.size() - 1).seq(), null);
  }

  private DeliveryPage unfinishedPage(Window window) throws SQLException {
    return new DeliveryPage(withHandlings(), window.bottom(), receivedAt(window.bottom()));
  }

  private @Nullable Instant receivedAt(long seq) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT received_at FROM delivery WHERE seq >= ? ORDER BY seq LIMIT 1")) {
      select.setLong(1, seq);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Instant.ofEpochMilli(row.getLong(1)) : null;
      }
    }
  }

  private List<DeliverySummary> withHandlings() throws SQLException {
    return new ReadHandlings(connection).addedTo(found);
  }
}
