package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.commit.OutcomeWork;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;

/**
 * Keeps an attempt and what follows from it. Done again until it is on disk: it cannot be repeated.
 */
final class RecordOutcome extends OutcomeWork {

  private final SqliteInbox inbox;

  RecordOutcome(Outcome outcome, SqliteInbox inbox) {
    super(outcome);
    this.inbox = inbox;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    if (updateHandling(session)) {
      insertAttempt(session);
    }
    // Here and not after the commit: a claim in the same transaction may find it due again already.
    // Should the transaction fail, this is applied again before any later claim.
    inbox.released(outcome().handling().key());
  }

  /** False when its delivery was deleted meanwhile. */
  private boolean updateHandling(WriteSession session) throws SQLException {
    PreparedStatement update =
        session.statement(
            "UPDATE handling SET state = ?, attempts = ?, due_at = ?"
                + " WHERE delivery_seq = ? AND handler = ?");
    update.setString(1, outcome().state().code());
    update.setInt(2, outcome().handling().attempts() + 1);
    Duration retryIn = outcome().retryIn();
    if (retryIn == null) {
      update.setNull(3, Types.INTEGER);
    } else {
      update.setLong(3, session.now() + retryIn.toMillis());
    }
    update.setLong(4, outcome().handling().delivery().seq());
    update.setString(5, outcome().handling().handler());
    return update.executeUpdate() == 1;
  }

  /**
   * What is being attempted is not replayed meanwhile, so the replay it stands at is the right one.
   */
  private void insertAttempt(WriteSession session) throws SQLException {
    PreparedStatement insert =
        session.statement(
            "INSERT OR REPLACE INTO attempt (delivery_seq, handler, replay, number, started_at, duration_ms,"
                + " outcome, error) SELECT delivery_seq, handler, replay, ?, ?, ?, ?, ? FROM handling"
                + " WHERE delivery_seq = ? AND handler = ?");
    insert.setInt(1, outcome().handling().attempts() + 1);
    insert.setLong(2, outcome().startedAt().toEpochMilli());
    insert.setLong(3, outcome().duration().toMillis());
    insert.setString(4, outcome().state().code());
    insert.setString(5, outcome().error());
    insert.setLong(6, outcome().handling().delivery().seq());
    insert.setString(7, outcome().handling().handler());
    insert.executeUpdate();
  }

  @Override
  public void committed() {}

  @Override
  protected void giveBack() {
    inbox.released(outcome().handling().key());
  }
}
