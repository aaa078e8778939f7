package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.commit.KnownSubscriptions;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells other nodes which handlers this node has and what they subscribe to, and reads the same
 * from the others. The subscription of a handler is the union of what the nodes that have it say;
 * if no node has it, its subscription stays as it was. Called by the heartbeat.
 */
final class Subscriptions {

  private static final String EVERY_EVENT = "";

  // Another node may be doing the same.
  private static final String LOCK = "LOCK TABLE subscription IN SHARE ROW EXCLUSIVE MODE";

  private static final String ADD =
      "INSERT INTO subscription (handler, event_name) SELECT handler, event_name FROM node_handler"
          + " WHERE node_id = ? AND started = 1 ON CONFLICT DO NOTHING";

  private static final String TAKE_AWAY =
      "DELETE FROM subscription s WHERE EXISTS (SELECT 1 FROM node_handler n WHERE n.node_id = ?"
          + " AND n.started = 1 AND n.handler = s.handler) AND NOT EXISTS (SELECT 1 FROM node_handler n"
          + " WHERE n.started = 1 AND n.handler = s.handler AND n.event_name = s.event_name)";

  private final KnownSubscriptions known;
  private List<Row> written = List.of();
  private long writtenBy;

  Subscriptions(KnownSubscriptions known) {
    this.known = known;
  }

  /** An empty event name stands for every event. */
  private record Row(String handler, String eventName, long started) {}

  /** What other nodes have, and what all nodes have started; an event name may be empty here. */
  private record Live(Map<String, Set<String>> elsewhere, Map<String, Set<String>> started) {}

  void exchange(Connection connection, long nodeId) throws SQLException {
    Set<String> ending = known.ending();
    List<Row> now = new ArrayList<>();
    addRows(known.startedHere(), 1, now);
    addRows(known.waitingHere(), 0, now);
    if (nodeId != writtenBy || !now.equals(written)) {
      inTransaction(connection, () -> writeOwn(connection, nodeId, now));
      written = now;
      writtenBy = nodeId;
    }
    for (String handler : ending) {
      Jdbc.update(connection, "DELETE FROM subscription WHERE handler = ?", handler);
    }
    Live live = readLive(connection, nodeId);
    Map<String, Set<String>> kept = readKept(connection);
    if (!isKept(now, live, kept)) {
      inTransaction(connection, () -> keep(connection, nodeId));
      kept = readKept(connection);
    }
    known.stored(everyEvent(kept), everyEvent(live.elsewhere()));
    known.forgotten(ending);
  }

  private static void addRows(
      Map<String, Set<String>> eventNamesByHandler, long started, List<Row> rows) {
    eventNamesByHandler.forEach(
        (handler, names) ->
            (names.isEmpty() ? Set.of(EVERY_EVENT) : names)
                .forEach(name -> rows.add(new Row(handler, name, started))));
  }

  /** Each node maintains the subscriptions of its own handlers. */
  private static boolean isKept(List<Row> own, Live live, Map<String, Set<String>> kept) {
    return own.stream()
        .filter(row -> row.started() == 1)
        .map(Row::handler)
        .allMatch(
            handler ->
                live.started()
                    .getOrDefault(handler, Set.of())
                    .equals(kept.getOrDefault(handler, Set.of())));
  }

  private static Map<String, Set<String>> everyEvent(Map<String, Set<String>> rows) {
    rows.replaceAll((handler, names) -> names.contains(EVERY_EVENT) ? Set.of() : names);
    return rows;
  }

  private interface Statements {
    void execute() throws SQLException;
  }

  private static void inTransaction(Connection connection, Statements statements)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      statements.execute();
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static void writeOwn(Connection connection, long nodeId, List<Row> rows)
      throws SQLException {
    Jdbc.update(connection, "DELETE FROM node_handler WHERE node_id = ?", nodeId);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO node_handler (node_id, handler, event_name, started) SELECT ?, h.*"
                + " FROM unnest(?::text[], ?::text[], ?::bigint[]) AS h ON CONFLICT DO NOTHING")) {
      Arrays arrays = new Arrays(insert);
      insert.setLong(1, nodeId);
      arrays.texts(2, rows, Row::handler);
      arrays.texts(3, rows, Row::eventName);
      arrays.longs(4, rows, Row::started);
      insert.executeUpdate();
    }
  }

  private static void keep(Connection connection, long nodeId) throws SQLException {
    Jdbc.update(connection, LOCK);
    Jdbc.update(connection, ADD, nodeId);
    Jdbc.update(connection, TAKE_AWAY, nodeId);
  }

  private static Map<String, Set<String>> readKept(Connection connection) throws SQLException {
    Map<String, Set<String>> kept = new HashMap<>();
    Jdbc.each(connection, "SELECT handler, event_name FROM subscription", row -> add(kept, row));
    return kept;
  }

  private static Live readLive(Connection connection, long nodeId) throws SQLException {
    Live live = new Live(new HashMap<>(), new HashMap<>());
    Jdbc.each(
        connection,
        "SELECT handler, event_name, started, node_id FROM node_handler",
        row -> {
          if (row.getInt(3) == 1) {
            add(live.started(), row);
          }
          if (row.getLong(4) != nodeId) {
            add(live.elsewhere(), row);
          }
        });
    return live;
  }

  private static void add(Map<String, Set<String>> map, ResultSet row) throws SQLException {
    map.computeIfAbsent(row.getString(1), handler -> new HashSet<>()).add(row.getString(2));
  }
}
