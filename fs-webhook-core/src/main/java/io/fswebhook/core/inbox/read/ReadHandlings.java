package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.DeliverySummary;
import io.fswebhook.core.inbox.HandlingSummary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT delivery_seq, handler, state, attempts, replay, due_at FROM handling"
                + " WHERE delivery_seq IN (?"
                + ", ?".repeat(deliveries.size() - 1)
                + ") ORDER BY delivery_seq, handler")) {
      for (int i = 0; i < deliveries.size(); i++) {
        select.setLong(i + 1, deliveries.get(i).seq());
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          handlings
              .computeIfAbsent(rows.getLong(1), seq -> new ArrayList<>())
              .add(Rows.handling(rows, 2));
        }
      }
    }
    return handlings;
  }
}
