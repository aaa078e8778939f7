package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.node.InstalledVersion;
import io.fswebhook.core.node.NodeInfo;
import io.fswebhook.core.node.SeenNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews this node's lease, removes nodes whose lease has expired, and exchanges subscriptions. One
 * lease covers all tasks that a node has claimed, including running ones.
 *
 * <p>A node that could not check for a while, for example while the database was down, expires no
 * other node: those could not renew their leases either.
 */
final class Heartbeat {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  /**
   * Skips from one id to the next in the index: there are few distinct ids, each with many rows.
   */
  private static final String GONE =
      "WITH RECURSIVE owner AS (SELECT min(claimed_by) AS id FROM task WHERE claimed_by IS NOT NULL"
          + " UNION ALL SELECT (SELECT min(claimed_by) FROM task WHERE claimed_by > owner.id)"
          + " FROM owner WHERE owner.id IS NOT NULL)"
          + " SELECT id FROM owner WHERE id IS NOT NULL"
          + " AND NOT EXISTS (SELECT 1 FROM node WHERE node.id = owner.id)";

  private static final String FREE =
      "UPDATE task h SET claimed_by = NULL FROM (SELECT delivery_seq, handler FROM task"
          + " WHERE claimed_by = ? FOR UPDATE SKIP LOCKED) o"
          + " WHERE h.delivery_seq = o.delivery_seq AND h.handler = o.handler";

  private static final String INTERRUPT =
      "UPDATE operation SET state = 'interrupted', ended_at = "
          + Postgres.NOW
          + ", detail = 'its node ended meanwhile' WHERE state = 'running'"
          + " AND NOT EXISTS (SELECT 1 FROM node WHERE node.id = operation.node_id)";

  private final Postgres postgres;
  private final Node node;
  private final Subscriptions subscriptions;
  private final SchemaCheck schema;
  private final ListNodes list;
  private @Nullable Connection connection;
  private long connectedAt = System.nanoTime();
  private long lastBeat;
  private long watchingSince;
  private volatile boolean failing;
  private volatile List<SeenNode> nodes = List.of();

  Heartbeat(Postgres postgres, Node node, Subscriptions subscriptions, SchemaCheck schema) {
    this.postgres = postgres;
    this.schema = schema;
    this.node = node;
    this.list = new ListNodes(node);
    this.subscriptions = subscriptions;
    this.lastBeat = System.nanoTime() - node.lease().toNanos();
  }

  /** Called periodically by one thread, several times within a lease. */
  void beat() {
    try {
      beatOnce();
      if (failing) {
        failing = false;
        LOG.info("node {} can renew its lease in {} again", node.id(), postgres);
      }
    } catch (SQLException | RuntimeException | Error e) {
      if (!failing) {
        LOG.warn(
            "node {} cannot renew its lease in {}; after {} without a renewal, other nodes take over its work: {}",
            node.id(),
            postgres,
            node.lease(),
            e.toString());
      }
      failing = true;
      disconnect();
    }
  }

  void beatOnce() throws SQLException {
    Connection open = connect();
    schema.look(open);
    long now = System.nanoTime();
    if (!renew(open, now)) {
      beginLife(open, now);
    }
    watch(now);
    if (hasWatchedForALease(now)) {
      deleteDead(open);
    }
    freeOrphans(open);
    subscriptions.exchange(open, node.id());
    nodes = list.of(open);
  }

  /** Whether other nodes respect the claims of this node, and it understands the tables. */
  boolean isAlive() {
    return schema.isUsable() && (!failing || node.isAlive(node.id()));
  }

  /** The eldest node does what only one node should do. */
  boolean isEldest() {
    List<SeenNode> now = nodes;
    return !now.isEmpty() && now.get(0).self();
  }

  /** As of the last beat, eldest first. */
  List<SeenNode> nodes() {
    return nodes;
  }

  private void watch(long now) {
    if (now - lastBeat > node.lease().toNanos() / 2) {
      watchingSince = now;
    }
    lastBeat = now;
  }

  private boolean hasWatchedForALease(long now) {
    return now - watchingSince >= node.lease().toNanos();
  }

  /** Returns false if other nodes have expired this one. */
  private boolean renew(Connection open, long now) throws SQLException {
    long id = node.id();
    String sql = "UPDATE node SET lease_until = " + Postgres.NOW + " + ? WHERE id = ?";
    if (Jdbc.update(open, sql, node.lease().toMillis(), id) == 0) {
      return false;
    }
    node.lives(id, now);
    return true;
  }

  private void beginLife(Connection open, long now) throws SQLException {
    long before = node.id();
    String sql =
        "INSERT INTO node (name, version, started_at, lease_until) VALUES (?, ?, "
            + Postgres.NOW
            + ", "
            + Postgres.NOW
            + " + ?) RETURNING id";
    node.lives(
        Jdbc.first(
                open,
                sql,
                row -> row.getLong(1),
                NodeInfo.processName(),
                InstalledVersion.get(),
                node.lease().toMillis())
            .orElseThrow(),
        now);
    if (before != 0) {
      LOG.warn(
          "node {} was silent for longer than its lease of {} and others took over its work; it continues"
              + " as node {}",
          before,
          node.lease(),
          node.id());
    }
  }

  private static void deleteDead(Connection open) throws SQLException {
    String sql = "DELETE FROM node WHERE lease_until < " + Postgres.NOW + " RETURNING id, name";
    Jdbc.list(open, sql, row -> row.getLong(1) + " (" + row.getString(2) + ")")
        .forEach(
            dead ->
                LOG.warn(
                    "node {} has been silent for longer than its lease; its work is taken over",
                    dead));
  }

  /** For a clean shutdown, so that others need not wait for the lease to expire. */
  void end() {
    disconnect(); // it may have been cut since the last beat
    try (Connection open = postgres.connect()) {
      Jdbc.update(open, "DELETE FROM node WHERE id = ?", node.id());
      freeOrphans(open);
    } catch (SQLException e) {
      LOG.info(
          "node {} cannot end its lease; others take over its work when its lease of {} has expired: {}",
          node.id(),
          node.lease(),
          e.getMessage());
    }
  }

  private Connection connect() throws SQLException {
    if (System.nanoTime() - connectedAt > Postgres.LONGEST_USE.toNanos()) {
      disconnect();
    }
    Connection open = connection;
    if (open == null) {
      open = postgres.connect();
      connection = open;
      connectedAt = System.nanoTime();
    }
    return open;
  }

  private void disconnect() {
    Connection open = connection;
    connection = null;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (SQLException e) {
      LOG.debug("closing the connection failed", e);
    }
  }

  static Duration period(Duration lease) {
    Duration fifth = lease.dividedBy(5);
    return fifth.compareTo(Duration.ofSeconds(1)) < 0 ? fifth : Duration.ofSeconds(1);
  }

  /**
   * Releases the tasks of nodes that are gone, including those claimed while they were being
   * expired, and ends their operations.
   */
  private static void freeOrphans(Connection open) throws SQLException {
    Jdbc.update(open, INTERRUPT);
    for (long owner : Jdbc.list(open, GONE, row -> row.getLong(1))) {
      int freed = Jdbc.update(open, FREE, owner);
      if (freed > 0) {
        LOG.info(
            "node {} is gone; {} tasks that it had claimed can be claimed again", owner, freed);
      }
    }
  }
}
