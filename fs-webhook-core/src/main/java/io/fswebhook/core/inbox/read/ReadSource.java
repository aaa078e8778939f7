package io.fswebhook.core.inbox.read;

import java.sql.Connection;
import java.sql.SQLException;

/** A database that is read. */
public interface ReadSource extends AutoCloseable {

  /** A connection in auto-commit mode; close it soon. */
  Connection connect() throws SQLException;

  /**
   * The SQL expression that tests whether a body contains a text. It has one parameter, the text
   * with ASCII letters in lower case. No other letters may be folded: databases differ in how.
   */
  String bodyHolds();

  /** The query for the number of unfinished tasks: two columns, handler and count. */
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

  @Override
  void close();
}
