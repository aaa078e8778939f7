package io.fswebhook.core.inbox.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** A database that is read. */
public interface ReadSource extends AutoCloseable {

  /** A connection in auto-commit mode; close it soon. */
  Connection connect() throws SQLException;

  /**
   * The SQL expression that tests whether a body contains a text. It has one parameter, the text
   * with ASCII letters in lower case. No other letters may be folded: databases differ in how.
   */
  String bodyHolds();

  /**
   * The query for the number of unfinished tasks: handler, count, and the earliest time at which
   * one that is not claimed is due, or null.
   */
  String countUnfinished();

  /**
   * Waits, for a second at most, until what took a number before now is stored, so that no delivery
   * appears later with a lower number than one that can be read already.
   *
   * @return whether all of it is
   */
  default boolean awaitStored(Connection connection) throws SQLException {
    return true; // one writer stores in the order of the numbers
  }

  /** How many bytes each part of the inbox takes on disk. */
  Map<String, Long> sizes(Connection connection) throws SQLException;

  @Override
  void close();
}
