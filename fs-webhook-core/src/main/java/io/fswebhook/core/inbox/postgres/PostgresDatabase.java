package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.commit.Database;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Set;

/**
 * The database as shared commits see it.
 *
 * @param opened is told of each new connection that writes
 */
record PostgresDatabase(Postgres postgres, Claims claims, Runnable opened) implements Database {

  /** Could not be brought into an order with what another node did. */
  static final String TO_BE_TRIED_AGAIN = "40001";

  private static final Set<String> PASSING =
      Set.of(
          TO_BE_TRIED_AGAIN,
          "40P01", // a deadlock with another node, which was let go on
          "23503", // a replay met a delivery that another node deleted meanwhile
          "25006", // the server has become a standby, and another one is behind the name
          "25P03", // this node paused too long within the transaction
          "57P01"); // an administrator cut the connection, or the server goes down

  private static final String CONNECTION_LOST = "08";

  /** Data, constraints, and limits such as that of an index. */
  private static final Set<String> REFUSING = Set.of("22", "23", "54");

  @Override
  public WriteSession open() throws SQLException {
    WriteSession session = new PostgresSession(postgres.connect(), claims);
    opened.run();
    return session;
  }

  /** Not after it was silent for the whole of its time: who waits has waited long enough. */
  @Override
  public boolean isWorthAnotherTry(Throwable failure) {
    if (!(failure instanceof SQLException sql) || sql.getSQLState() == null) {
      return false;
    }
    if (sql.getCause() instanceof SocketTimeoutException) {
      return false;
    }
    return PASSING.contains(sql.getSQLState()) || sql.getSQLState().startsWith(CONNECTION_LOST);
  }

  @Override
  public boolean isRefusal(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && state.length() == 5 && REFUSING.contains(state.substring(0, 2));
  }

  @Override
  public String toString() {
    return postgres.toString();
  }
}
