package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.HandlingCount;
import io.fswebhook.core.inbox.HandlingFilter;
import io.fswebhook.core.inbox.HandlingState;
import io.fswebhook.core.inbox.commit.WriteSession;
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
    fewDeliveries =
        session.number(
            "SELECT count(*) FROM delivery WHERE seq > ? AND seq <= ?" + deliveries.sql(),
            0,
            deliveries.after(range.after(), range.upTo()));
    session
        .list(
            "SELECT state, count(*) FROM handling WHERE delivery_seq > ? AND delivery_seq <= ?"
                + handlings.sql()
                + " GROUP BY state",
            row ->
                Map.entry(
                    HandlingState.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                    row.getLong(2)),
            handlings.after(range.after(), range.upTo()))
        .forEach(count -> few.put(count.getKey(), count.getValue()));
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
