package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.commit.Work;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes to the database, each kind of work of a transaction in one round trip. Claims come last,
 * so that they find what the others made due.
 */
final class PostgresSession extends WriteSession {

  private final Claims claims;
  private long freshAt = System.nanoTime();

  PostgresSession(Connection connection, Claims claims) throws SQLException {
    super(connection);
    this.claims = claims;
    // What became of the last transaction of the session before this one may not be known.
    claims.suspect();
  }

  @Override
  public long now() throws SQLException {
    try (ResultSet now = statement("SELECT " + Postgres.NOW).executeQuery()) {
      now.next();
      return now.getLong(1);
    }
  }

  /** The locks that {@link StoreAll} takes; rows it waits for only while they are written. */
  @Override
  protected void prepareToStore() throws SQLException {
    statement("LOCK TABLE delivery, handling IN ROW EXCLUSIVE MODE").execute();
    statement("LOCK TABLE node, spent_signature IN ACCESS SHARE MODE").execute();
  }

  /** Says so once in a while, so that it is not asked for after each commit. */
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
  protected void apply(List<Work> batch) throws SQLException {
    List<RecordOutcome> outcomes = new ArrayList<>();
    List<StoreDelivery> deliveries = new ArrayList<>();
    List<ClaimDue> due = new ArrayList<>();
    List<Work> others = new ArrayList<>();
    for (Work work : batch) {
      if (work instanceof StoreDelivery delivery) {
        deliveries.add(delivery);
      } else if (work instanceof RecordOutcome outcome) {
        outcomes.add(outcome);
      } else if (work instanceof ClaimDue claim) {
        due.add(claim);
      } else {
        others.add(work);
      }
    }
    RecordAll.of(outcomes, this);
    claims.settle(this); // before what the next lines claim, after outcomes of what is given back
    StoreAll.of(deliveries, claims, this);
    for (Work work : others) {
      work.apply(this);
    }
    ClaimAll.of(due, claims, this);
  }
}
