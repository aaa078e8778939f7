package io.fswebhook.core.inbox.read;

import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The range that one step of a search from newest to oldest examines.
 *
 * @param bottom included
 * @param top excluded
 */
record Window(long bottom, long top) {

  /** A top that excludes nothing. */
  static final long NO_TOP = Long.MAX_VALUE;

  /** How a search steps through deliveries. */
  enum Steps {

    /** Through all of them. */
    ALL(
        "delivery WHERE delivery.seq >= ? AND delivery.seq < ?",
        "SELECT max(seq) + 1, max(seq) + 1 - ? FROM delivery WHERE seq < ?"),

    /** Through those with a dead task only, by an index that holds no others. */
    DEAD(
        "(SELECT DISTINCT delivery_seq FROM task WHERE state = 'dead' AND delivery_seq >= ?"
            + " AND delivery_seq < ?) dead JOIN delivery ON delivery.seq = dead.delivery_seq WHERE TRUE",
        "SELECT max(seq) + 1, min(seq) FROM (SELECT DISTINCT delivery_seq AS seq FROM task"
            + " WHERE state = 'dead' AND delivery_seq < ? ORDER BY delivery_seq DESC LIMIT ?) few");

    private final String from;
    private final String next;

    Steps(String from, String next) {
      this.from = from;
      this.next = next;
    }

    /** From where rows of a window are taken; its bottom and its top are bound first. */
    String from() {
      return from;
    }

    /** The next few below a number; empty when nothing is left. */
    Window below(long top, int few, Connection connection) throws SQLException {
      return Jdbc.first(
              connection,
              next,
              row -> new Window(row.getLong(2), row.getLong(1)),
              this == ALL ? few : top,
              this == ALL ? top : few)
          .orElse(new Window(0, 0));
    }
  }

  boolean isEmpty() {
    return top <= bottom;
  }
}
