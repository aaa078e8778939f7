package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.node.NodeInfo;
import io.fswebhook.core.node.NodeRole;
import io.fswebhook.core.node.SeenNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The nodes that share the database, eldest first. One is silent once half of its lease is over.
 *
 * @param node this one
 */
record ListNodes(Node node) {

  private static final int MOST = 1_000;

  List<SeenNode> of(Connection open) throws SQLException {
    String sql =
        "SELECT id, name, version, started_at, lease_until, "
            + Postgres.NOW
            + " FROM node ORDER BY id LIMIT "
            + MOST;
    return Jdbc.list(open, sql, this::seen);
  }

  private SeenNode seen(ResultSet row) throws SQLException {
    long lease = node.lease().toMillis();
    long seenAt = row.getLong(5) - lease;
    return new SeenNode(
        row.getString(1),
        info(row),
        Instant.ofEpochMilli(seenAt),
        row.getLong(6) - seenAt > lease / 2,
        row.getLong(1) == node.id(),
        List.of());
  }

  /** Only with a topic may a node have fewer roles, and then the topic knows the nodes. */
  private static NodeInfo info(ResultSet row) throws SQLException {
    return new NodeInfo(
        row.getString(2),
        Objects.requireNonNullElse(row.getString(3), "unknown"),
        List.of(NodeRole.values()),
        Instant.ofEpochMilli(row.getLong(4)));
  }
}
