package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.TargetResponse;
import io.fswebhook.core.inbox.commit.OutcomeWrite;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import java.time.Duration;

/** Records an attempt and its outcome. Retried until it is on disk. */
final class RecordInSqlite extends OutcomeWrite {

  private final SqliteClaims claims;
  private final long now;

  /** The time by the clock that decides what is due. */
  RecordInSqlite(Outcome outcome, long now, SqliteClaims claims) {
    super(outcome);
    this.now = now;
    this.claims = claims;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    if (updateTask(session)) {
      insertAttempt(session);
    }
    // Here and not after the commit: a claim in the same transaction may already find it due again.
    // If the transaction fails, this is applied again before any later claim.
    claims.remove(outcome().task());
  }

  /** Returns false if its delivery has been deleted. */
  private boolean updateTask(WriteSession session) throws SQLException {
    Duration retryIn = outcome().retryIn();
    return session.update(
            "UPDATE task SET state = ?, attempts = ?, due_at = ?, fingerprint = ?, failed_at = ?"
                + " WHERE delivery_seq = ? AND handler = ?",
            outcome().state().code(),
            outcome().task().attempts() + 1,
            retryIn == null ? null : now + retryIn.toMillis(),
            fingerprint(),
            fingerprint() == null ? null : now,
            outcome().task().delivery().seq(),
            outcome().task().handler())
        == 1;
  }

  /** A running task cannot be replayed, so its current replay number is the right one. */
  private void insertAttempt(WriteSession session) throws SQLException {
    TargetResponse response = outcome().response();
    session.update(
        "INSERT OR REPLACE INTO attempt (delivery_seq, handler, replay, number, started_at, duration_ms,"
            + " outcome, error, response_status, response_text)"
            + " SELECT delivery_seq, handler, replay, ?, ?, ?, ?, ?, ?, ? FROM task"
            + " WHERE delivery_seq = ? AND handler = ?",
        outcome().task().attempts() + 1,
        outcome().startedAt().toEpochMilli(),
        outcome().duration().toMillis(),
        outcome().state().code(),
        outcome().error(),
        response == null ? null : response.status(),
        response == null ? null : response.text(),
        outcome().task().delivery().seq(),
        outcome().task().handler());
  }

  @Override
  protected void giveBack() {
    claims.remove(outcome().task());
  }

  /** If a power cut undoes it, the delivery is handled again. */
  @Override
  public boolean mustBeOnDisk() {
    return false;
  }

  @Override
  public boolean isUrgent() {
    return false;
  }
}
