package io.fswebhook.core.inbox.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says again and again that this node lives, finds those that do not, and exchanges subscriptions.
 * One lease covers all that a node has in hand, also what its handlers are busy with.
 *
 * <p>Nobody is given up by a node that could not look for a while itself, such as after the
 * database was away: the others had no way to say that they live.
 */
final class Heartbeat {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final Postgres postgres;
  private final Node node;
  private final Subscriptions subscriptions;
  private final String name;
  private @Nullable Connection connection;
  private long connectedAt = System.nanoTime();
  private long lastBeat;
  private long watchingSince;
  private volatile boolean failing;
  private volatile boolean eldest;

  Heartbeat(Postgres postgres, Node node, Subscriptions subscriptions, String name) {
    this.postgres = postgres;
    this.node = node;
    this.subscriptions = subscriptions;
    this.name = name;
    this.lastBeat = System.nanoTime() - node.lease().toNanos();
  }

  /** Called by one thread now and then, several times within a lease. */
  void beat() {
    try {
      beatOnce();
      if (failing) {
        failing = false;
        LOG.info("node {} can say again in {} that it lives", node.id(), postgres);
      }
    } catch (SQLException | RuntimeException | Error e) {
      if (!failing) {
        LOG.warn(
            "node {} cannot say in {} that it lives; when it cannot for {}, others take over its work: {}",
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
    long now = System.nanoTime();
    if (!renew(open, now)) {
      beginLife(open, now);
    }
    watch(now);
    if (hasWatchedForALease(now)) {
      deleteDead(open);
    }
    FreeOrphans.in(open);
    subscriptions.exchange(open, node.id());
    eldest = isEldest(open);
  }

  /** Whether others leave alone what this node has in hand. */
  boolean isAlive() {
    return !failing || node.isAlive(node.id());
  }

  /**
   * One of the nodes does what needs to be done once; two at a time would be in each other's way.
   */
  boolean isEldest() {
    return eldest;
  }

  private boolean isEldest(Connection open) throws SQLException {
    try (Statement statement = open.createStatement();
        ResultSet first = statement.executeQuery("SELECT min(id) FROM node")) {
      return first.next() && first.getLong(1) == node.id();
    }
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

  /** False when others have given this node up. */
  private boolean renew(Connection open, long now) throws SQLException {
    long id = node.id();
    try (PreparedStatement update =
        open.prepareStatement(
            "UPDATE node SET lease_until = " + Postgres.NOW + " + ? WHERE id = ?")) {
      update.setLong(1, node.lease().toMillis());
      update.setLong(2, id);
      if (update.executeUpdate() == 0) {
        return false;
      }
    }
    node.lives(id, now);
    return true;
  }

  private void beginLife(Connection open, long now) throws SQLException {
    long before = node.id();
    try (PreparedStatement insert =
        open.prepareStatement(
            "INSERT INTO node (name, started_at, lease_until) VALUES (?, "
                + Postgres.NOW
                + ", "
                + Postgres.NOW
                + " + ?) RETURNING id")) {
      insert.setString(1, name);
      insert.setLong(2, node.lease().toMillis());
      try (ResultSet id = insert.executeQuery()) {
        id.next();
        node.lives(id.getLong(1), now);
      }
    }
    if (before != 0) {
      LOG.warn(
          "node {} was silent for longer than its lease of {} and others took over its work; it goes on"
              + " as node {}",
          before,
          node.lease(),
          node.id());
    }
  }

  private static void deleteDead(Connection open) throws SQLException {
    try (Statement statement = open.createStatement();
        ResultSet dead =
            statement.executeQuery(
                "DELETE FROM node WHERE lease_until < " + Postgres.NOW + " RETURNING id, name")) {
      while (dead.next()) {
        LOG.warn(
            "node {} ({}) is silent for longer than its lease; its work is taken over",
            dead.getLong(1),
            dead.getString(2));
      }
    }
  }

  /** At an orderly stop, so that others need not wait for the lease to end. */
  void end() {
    disconnect(); // it may have been cut since the last beat
    try (Connection open = postgres.connect();
        PreparedStatement delete = open.prepareStatement("DELETE FROM node WHERE id = ?")) {
      delete.setLong(1, node.id());
      delete.executeUpdate();
      FreeOrphans.in(open);
    } catch (SQLException e) {
      LOG.info(
          "node {} cannot say that it stops; others take over its work when its lease of {} has ended: {}",
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
}
