package io.fswebhook.core.inbox.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which handlers subscribe to what, here and on other nodes: a delivery that comes in here is also
 * for handlers that are only there. Safe for use by several threads; the database is spoken to by
 * the heart beat alone.
 */
final class Subscriptions {

  /** How long a handler is waited for that no node has. */
  private static final Duration WAITED_FOR = Duration.ofDays(1);

  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
  private static final String EVERY_EVENT = "";

  private volatile @Nullable Map<String, Set<String>> own;
  private volatile Set<Subscription> others = Set.of();
  // These belong to the heart beat.
  private Map<String, Set<String>> written = Map.of();
  private long writtenBy;
  private long writtenAt;

  /** A row; the event is empty for every one. */
  private record Subscription(String handler, String eventName) {

    boolean includes(String name) {
      return eventName.equals(EVERY_EVENT) || eventName.equals(name);
    }
  }

  void own(Map<String, Set<String>> eventNamesByHandler) {
    own = Map.copyOf(eventNamesByHandler);
  }

  /** The handlers here and those of others, sorted and each once. */
  List<String> subscribers(List<String> handlersHere, String eventName) {
    Set<Subscription> there = others;
    if (there.isEmpty()) {
      return List.copyOf(handlersHere);
    }
    Set<String> all = new TreeSet<>(handlersHere);
    for (Subscription subscription : there) {
      if (subscription.includes(eventName)) {
        all.add(subscription.handler());
      }
    }
    return List.copyOf(all);
  }

  /** Those that are there, here or elsewhere; null until it is known which are here. */
  @Nullable Set<String> handlers() {
    Map<String, Set<String>> here = own;
    if (here == null) {
      return null;
    }
    Set<String> all = new TreeSet<>(here.keySet());
    others.forEach(subscription -> all.add(subscription.handler()));
    return all;
  }

  void exchange(Connection connection, long nodeId) throws SQLException {
    Map<String, Set<String>> here = own;
    Map<String, Set<String>> now = here == null ? Map.of() : here;
    boolean isDue = System.nanoTime() - writtenAt > SEEN_EVERY.toNanos();
    if (isDue || nodeId != writtenBy || !now.equals(written)) {
      write(connection, nodeId, now);
      written = now;
      writtenBy = nodeId;
      writtenAt = System.nanoTime();
    }
    others = read(connection, nodeId);
  }

  private void write(Connection connection, long nodeId, Map<String, Set<String>> now)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      deleteOwn(connection, nodeId);
      insertOwn(connection, nodeId, rows(now));
      deleteForgotten(connection);
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static List<Subscription> rows(Map<String, Set<String>> eventNamesByHandler) {
    List<Subscription> rows = new ArrayList<>();
    eventNamesByHandler.forEach(
        (handler, names) ->
            (names.isEmpty() ? Set.of(EVERY_EVENT) : names)
                .forEach(name -> rows.add(new Subscription(handler, name))));
    return rows;
  }

  private static void deleteOwn(Connection connection, long nodeId) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM subscription WHERE node_id = ?")) {
      delete.setLong(1, nodeId);
      delete.executeUpdate();
    }
  }

  private static void insertOwn(Connection connection, long nodeId, List<Subscription> rows)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO subscription (node_id, handler, event_name, seen_at) SELECT ?, s.*, "
                + Postgres.NOW
                + " FROM unnest(?::text[], ?::text[]) AS s ON CONFLICT DO NOTHING")) {
      Arrays arrays = new Arrays(insert);
      insert.setLong(1, nodeId);
      arrays.texts(2, rows, Subscription::handler);
      arrays.texts(3, rows, Subscription::eventName);
      insert.executeUpdate();
    }
  }

  /** What a node that is gone left behind: another has the handler now, or nobody came back. */
  private static void deleteForgotten(Connection connection) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM subscription s WHERE NOT EXISTS (SELECT 1 FROM node WHERE id = s.node_id)"
                + " AND (seen_at < "
                + Postgres.NOW
                + " - ? OR EXISTS (SELECT 1 FROM subscription live JOIN node n ON n.id = live.node_id"
                + " WHERE live.handler = s.handler))")) {
      delete.setLong(1, WAITED_FOR.toMillis());
      delete.executeUpdate();
    }
  }

  private static Set<Subscription> read(Connection connection, long nodeId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT DISTINCT handler, event_name FROM subscription WHERE node_id <> ?")) {
      select.setLong(1, nodeId);
      Set<Subscription> found = new HashSet<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(new Subscription(rows.getString(1), rows.getString(2)));
        }
      }
      return Set.copyOf(found);
    }
  }
}
