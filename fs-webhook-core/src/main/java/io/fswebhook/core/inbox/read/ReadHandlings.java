package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.DeliverySummary;
import io.fswebhook.core.inbox.HandlingSummary;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads how far handlers are with some deliveries. */
final class ReadHandlings {

  private final Connection connection;

  ReadHandlings(Connection connection) {
    this.connection = connection;
  }

  /** The same deliveries with their handlings. */
  List<DeliverySummary> addedTo(List<DeliverySummary> deliveries) throws SQLException {
    Map<Long, List<HandlingSummary>> handlings = of(deliveries);
    return deliveries.stream()
        .map(delivery -> with(delivery, handlings.getOrDefault(delivery.seq(), List.of())))
        .toList();
  }

  private static DeliverySummary with(DeliverySummary delivery, List<HandlingSummary> handlings) {
    return new DeliverySummary(
        delivery.seq(),
        delivery.id(),
        delivery.eventName(),
        delivery.orgId(),
        delivery.receivedAt(),
        delivery.signedAt(),
        delivery.size(),
        delivery.test(),
        handlings);
  }

  private Map<Long, List<HandlingSummary>> of(List<DeliverySummary> deliveries)
      throws SQLException {
    Map<Long, List<HandlingSummary>> handlings = new HashMap<>();
    if (deliveries.isEmpty()) {
      return handlings;
    }
    Jdbc.list(
            connection,
            "SELECT delivery_seq, handler, state, attempts, replay, due_at FROM handling"
                + " WHERE delivery_seq IN (?"
                + ", ?".repeat(deliveries.size() - 1)
                + ") ORDER BY delivery_seq, handler",
            row -> Map.entry(row.getLong(1), Rows.handling(row, 2)),
            deliveries.stream().map(DeliverySummary::seq).toArray())
        .forEach(
            found ->
                handlings
                    .computeIfAbsent(found.getKey(), seq -> new ArrayList<>())
                    .add(found.getValue()));
    return handlings;
  }
}
