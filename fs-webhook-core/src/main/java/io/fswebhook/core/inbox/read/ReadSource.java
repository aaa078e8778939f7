package io.fswebhook.core.inbox.read;

import java.sql.Connection;
import java.sql.SQLException;

/** A database that is read. */
public interface ReadSource extends AutoCloseable {

  /** A connection that commits by itself; to be closed soon. */
  Connection connect() throws SQLException;

  /**
   * How the body of a delivery is told to hold a text: an expression with one parameter, the text
   * with its ASCII letters in lower case. No other letter may be folded: databases differ in how.
   */
  String bodyHolds();

  /** Each handler that has something to do, and how much: a query with two columns. */
  String countPending();

  @Override
  void close();
}
