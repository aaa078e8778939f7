package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Stores what started handlers subscribe to. */
final class KeptSubscriptions {

  private static final String EVERY_EVENT = "";

  private KeptSubscriptions() {}

  static Map<String, Set<String>> read(SqliteFile file) {
    Map<String, Set<String>> kept = new HashMap<>();
    try (Connection connection = file.connect()) {
      Jdbc.each(
          connection,
          "SELECT handler, event_name FROM subscription",
          row ->
              kept.computeIfAbsent(row.getString(1), handler -> new HashSet<>())
                  .add(row.getString(2)));
    } catch (SQLException e) {
      throw new StartException(
          "the inbox "
              + file
              + " does not say which handlers are subscribed, and without that they would lose deliveries: "
              + e.getMessage(),
          e);
    }
    kept.replaceAll((handler, names) -> names.contains(EVERY_EVENT) ? Set.of() : names);
    return kept;
  }

  static void delete(Set<String> handlers, WriteSession session) throws SQLException {
    for (String handler : handlers) {
      session.update("DELETE FROM subscription WHERE handler = ?", handler);
    }
  }

  /**
   * Replaces their previous subscriptions.
   *
   * @param eventNamesByHandler empty for every event
   */
  static void write(Map<String, Set<String>> eventNamesByHandler, WriteSession session)
      throws SQLException {
    delete(eventNamesByHandler.keySet(), session);
    for (Map.Entry<String, Set<String>> each : eventNamesByHandler.entrySet()) {
      for (String name : each.getValue().isEmpty() ? Set.of(EVERY_EVENT) : each.getValue()) {
        session.update(
            "INSERT INTO subscription (handler, event_name) VALUES (?, ?)", each.getKey(), name);
      }
    }
  }
}
