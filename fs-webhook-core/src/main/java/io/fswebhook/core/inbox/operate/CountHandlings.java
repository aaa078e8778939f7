package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.HandlingCount;
import io.fswebhook.core.inbox.HandlingFilter;
import io.fswebhook.core.inbox.HandlingState;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what a filter applies to. */
final class CountHandlings extends DeliveryWalk<HandlingCount> {

  private final Condition deliveries;
  private final Condition handlings;
  private final Map<HandlingState, Long> counts = new EnumMap<>(HandlingState.class);
  private final Map<HandlingState, Long> few = new EnumMap<>(HandlingState.class);
  private long deliveryCount;
  private long fewDeliveries;

  CountHandlings(HandlingFilter filter) {
    super(filter);
    this.deliveries = Condition.ofDelivery(filter);
    this.handlings = Condition.ofHandling(filter);
  }

  @Override
  void forget() {
    few.clear();
    fewDeliveries = 0;
  }

  @Override
  void visit(Range range, WriteSession session) throws SQLException {
    PreparedStatement selectDeliveries =
        session.statement(
            "SELECT count(*) FROM delivery WHERE seq > ? AND seq <= ?" + deliveries.sql());
    bind(selectDeliveries, range, deliveries);
    try (ResultSet found = selectDeliveries.executeQuery()) {
      fewDeliveries = found.next() ? found.getLong(1) : 0;
    }
    PreparedStatement selectHandlings =
        session.statement(
            "SELECT state, count(*) FROM handling WHERE delivery_seq > ? AND delivery_seq <= ?"
                + handlings.sql()
                + " GROUP BY state");
    bind(selectHandlings, range, handlings);
    try (ResultSet found = selectHandlings.executeQuery()) {
      while (found.next()) {
        few.put(
            HandlingState.valueOf(found.getString(1).toUpperCase(Locale.ROOT)), found.getLong(2));
      }
    }
  }

  private static void bind(PreparedStatement select, Range range, Condition condition)
      throws SQLException {
    select.setLong(1, range.after());
    select.setLong(2, range.upTo());
    condition.bind(select, 3);
  }

  @Override
  void keep() {
    deliveryCount += fewDeliveries;
    few.forEach((state, count) -> counts.merge(state, count, Long::sum));
  }

  @Override
  public HandlingCount result() {
    return new HandlingCount(deliveryCount, counts);
  }
}
