package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.commit.Database;
import io.fswebhook.core.inbox.commit.Write;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The database that group commits are written to.
 *
 * @param opened called after each new connection for writing
 */
record PostgresDatabase(Postgres postgres, Claims claims, SchemaCheck schema, Runnable opened)
    implements Database {

  /** Serialization failure: conflicts with what another node did. */
  static final String TO_BE_TRIED_AGAIN = "40001";

  private static final Set<String> PASSING =
      Set.of(
          TO_BE_TRIED_AGAIN,
          "40P01", // a deadlock with another node, which was allowed to continue
          "23503", // a replay met a delivery that another node deleted meanwhile
          "25006", // the server has become a standby, and its name leads to another one
          "25P03", // this node paused too long within the transaction
          "57P01"); // an administrator closed the connection, or the server is shutting down

  private static final String CONNECTION_LOST = "08";

  /** Data, constraints, and limits such as that of an index. */
  private static final Set<String> REFUSING = Set.of("22", "23", "54");

  @Override
  public WriteSession open() throws SQLException {
    WriteSession session = new PostgresSession(postgres.connect(), claims, schema);
    opened.run();
    return session;
  }

  /** Not after a socket time-out: callers have waited long enough. */
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

  /**
   * Applies each kind of write in a transaction in one round trip. Claims come last, so that they
   * find tasks that the others made due.
   */
  private static final class PostgresSession extends WriteSession {

    private final Connection connection;
    private final Claims claims;
    private final SchemaCheck schema;
    private long freshAt = System.nanoTime();

    PostgresSession(Connection connection, Claims claims, SchemaCheck schema) throws SQLException {
      super(connection);
      this.schema = schema;
      this.connection = connection;
      this.claims = claims;
      // The outcome of the previous session's last transaction may be unknown.
      claims.suspect();
    }

    @Override
    public long now() throws SQLException {
      return number("SELECT " + Postgres.NOW, 0);
    }

    /** The table locks that {@link StoreAll} takes. */
    @Override
    protected void prepareToStore() throws SQLException {
      statement("LOCK TABLE delivery, task IN ROW EXCLUSIVE MODE").execute();
      statement("LOCK TABLE node, spent_signature IN ACCESS SHARE MODE").execute();
    }

    /** Returns true once in a while, not after every commit. */
    @Override
    protected boolean isWornOut() {
      long now = System.nanoTime();
      if (now - freshAt < Postgres.LONGEST_USE.toNanos()) {
        return false;
      }
      freshAt = now;
      return true;
    }

    @Override
    protected void apply(List<Write> batch) throws SQLException {
      schema.requireUsable();
      List<RecordInPostgres> outcomes = new ArrayList<>();
      List<StoreInPostgres> deliveries = new ArrayList<>();
      List<ClaimInPostgres> due = new ArrayList<>();
      List<Write> inOrder = new ArrayList<>();
      List<Write> others = new ArrayList<>();
      for (Write work : batch) {
        if (work instanceof StoreInPostgres delivery) {
          deliveries.add(delivery);
        } else if (work instanceof RecordInPostgres outcome) {
          outcomes.add(outcome);
        } else if (work instanceof ClaimOrderedInPostgres) {
          inOrder.add(work);
        } else if (work instanceof ClaimInPostgres claim) {
          due.add(claim);
        } else {
          others.add(work);
        }
      }
      if (deliveries.size() == batch.size() && claims.areSettled()) {
        storeAlone(deliveries);
        return;
      }
      RecordInPostgres.applyAll(outcomes, this);
      claims.settle(
          this); // after the outcomes of released tasks, before the claims of the next lines
      StoreAll.of(deliveries, claims, this);
      for (Write work : others) {
        work.apply(this);
      }
      ClaimInPostgres.applyAll(due, claims, this);
      for (Write claim : inOrder) {
        claim.apply(this);
      }
    }

    /** Each statement is a transaction of its own, so that a receipt takes one round trip. */
    private void storeAlone(List<StoreInPostgres> deliveries) throws SQLException {
      connection.setAutoCommit(true);
      try {
        StoreAll.of(deliveries, claims, this);
      } catch (SQLException | RuntimeException e) {
        claims.suspect(); // some may be stored, with tasks that are claimed and not handed out
        beginTransactionsAfter(e);
        throw e;
      }
      connection.setAutoCommit(false);
    }

    private void beginTransactionsAfter(Exception failure) {
      try {
        connection.setAutoCommit(false);
      } catch (SQLException e) {
        failure.addSuppressed(e);
      }
    }
  }
}
