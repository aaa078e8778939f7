package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.commit.Work;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps what handlers subscribe to that were started, in place of what they subscribed to before.
 * Done again until it is on disk.
 *
 * @param eventNamesByHandler empty for every event
 */
record KeptSubscriptions(Map<String, Set<String>> eventNamesByHandler) implements Work {

  private static final String EVERY_EVENT = "";

  static Map<String, Set<String>> read(SqliteFile file) {
    Map<String, Set<String>> kept = new HashMap<>();
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT handler, event_name FROM subscription")) {
      while (rows.next()) {
        kept.computeIfAbsent(rows.getString(1), handler -> new HashSet<>()).add(rows.getString(2));
      }
    } catch (SQLException e) {
      throw new StartException(
          "the inbox "
              + file
              + " does not tell which handlers are subscribed, and without that deliveries would get"
              + " lost for them: "
              + e.getMessage(),
          e);
    }
    kept.replaceAll((handler, names) -> names.contains(EVERY_EVENT) ? Set.of() : names);
    return kept;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    PreparedStatement delete = session.statement("DELETE FROM subscription WHERE handler = ?");
    PreparedStatement insert =
        session.statement("INSERT INTO subscription (handler, event_name) VALUES (?, ?)");
    for (Map.Entry<String, Set<String>> each : eventNamesByHandler.entrySet()) {
      delete.setString(1, each.getKey());
      delete.executeUpdate();
      for (String name : each.getValue().isEmpty() ? Set.of(EVERY_EVENT) : each.getValue()) {
        insert.setString(1, each.getKey());
        insert.setString(2, name);
        insert.executeUpdate();
      }
    }
  }

  @Override
  public void committed() {}

  @Override
  public void failed(InboxUnavailableException cause) {}

  @Override
  public boolean persists() {
    return true;
  }
}
