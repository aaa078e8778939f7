package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.TargetResponse;
import io.fswebhook.core.inbox.commit.OutcomeWrite;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.observe.ReceiverObserver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records an attempt and its outcome if this node still holds the task. Retried until it is on
 * disk.
 */
final class RecordInPostgres extends OutcomeWrite {

  private static final Logger LOG = LoggerFactory.getLogger(RecordInPostgres.class);

  private static final String RECORD =
      "WITH outcome AS MATERIALIZED (SELECT * FROM unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[],"
          + " ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[],"
          + " ?::text[]) AS o (delivery_seq, handler, claimed_by, state, number, retry_in, started_at,"
          + " duration_ms, error, fingerprint, response_status, response_text)),"
          + " finished AS (UPDATE task h SET state = o.state, attempts = o.number, claimed_by = NULL,"
          + " due_at = o.retry_in + "
          + Postgres.NOW
          + ", fingerprint = o.fingerprint, failed_at = CASE WHEN o.fingerprint IS NOT NULL THEN "
          + Postgres.NOW
          + " END"
          + " FROM outcome o WHERE h.delivery_seq = o.delivery_seq AND h.handler = o.handler"
          + " AND h.claimed_by = o.claimed_by RETURNING o.*, h.replay),"
          + " kept AS (INSERT INTO attempt (delivery_seq, handler, replay, number, started_at, duration_ms,"
          + " outcome, error, response_status, response_text) SELECT delivery_seq, handler, replay,"
          + " number, started_at, duration_ms, state, error, response_status, response_text"
          + " FROM finished ON CONFLICT (delivery_seq, handler, replay, number) DO UPDATE SET"
          + " started_at = excluded.started_at, duration_ms = excluded.duration_ms,"
          + " outcome = excluded.outcome, error = excluded.error,"
          + " response_status = excluded.response_status, response_text = excluded.response_text)"
          + " SELECT delivery_seq, handler, claimed_by FROM finished"
          + " UNION ALL SELECT o.delivery_seq, o.handler, o.claimed_by FROM outcome o JOIN attempt a"
          + " ON a.delivery_seq = o.delivery_seq AND a.handler = o.handler AND a.number = o.number"
          + " AND a.started_at = o.started_at AND a.outcome = o.state";

  private final Claims claims;
  private final ReceiverObserver observer;
  private boolean written;

  RecordInPostgres(Outcome outcome, Claims claims, ReceiverObserver observer) {
    super(outcome);
    this.claims = claims;
    this.observer = observer;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    applyAll(List.of(this), session);
  }

  /**
   * Records many outcomes in one round trip, each only if its node still holds the task. An
   * existing attempt is from a commit whose confirmation was lost.
   */
  static void applyAll(List<RecordInPostgres> works, WriteSession session) throws SQLException {
    if (works.isEmpty()) {
      return;
    }
    List<Outcome> outcomes = works.stream().map(OutcomeWrite::outcome).toList();
    PreparedStatement update = session.statement(RECORD);
    Arrays arrays = new Arrays(update);
    arrays.longs(1, outcomes, outcome -> outcome.task().delivery().seq());
    arrays.texts(2, outcomes, outcome -> outcome.task().handler());
    arrays.longs(3, outcomes, outcome -> outcome.task().claimedBy());
    arrays.texts(4, outcomes, outcome -> outcome.state().code());
    arrays.longs(5, outcomes, outcome -> outcome.task().attempts() + 1L);
    arrays.longs(6, outcomes, outcome -> millis(outcome.retryIn()));
    arrays.longs(7, outcomes, outcome -> outcome.startedAt().toEpochMilli());
    arrays.longs(8, outcomes, outcome -> outcome.duration().toMillis());
    arrays.texts(9, outcomes, Outcome::error);
    arrays.longs(10, works, OutcomeWrite::fingerprint);
    arrays.longs(11, outcomes, outcome -> status(outcome.response()));
    arrays.texts(12, outcomes, outcome -> text(outcome.response()));
    Set<Written> written = new HashSet<>();
    Jdbc.each(
        update,
        row -> {
          HandlerTask.Key key = new HandlerTask.Key(row.getLong(1), row.getString(2));
          written.add(new Written(key, row.getLong(3)));
        });
    works.forEach(work -> work.written = written.contains(Written.of(work.outcome().task())));
  }

  /** A stale outcome and the new owner's may be in the same transaction. */
  private record Written(HandlerTask.Key key, long claimedBy) {

    static Written of(HandlerTask task) {
      return new Written(task.key(), task.claimedBy());
    }
  }

  private static @Nullable Long millis(@Nullable Duration wait) {
    return wait == null ? null : wait.toMillis();
  }

  private static @Nullable Long status(@Nullable TargetResponse response) {
    return response == null ? null : (long) response.status();
  }

  private static @Nullable String text(@Nullable TargetResponse response) {
    return response == null ? null : response.text();
  }

  @Override
  public void committed() {
    claims.finished(outcome().task());
    if (written) {
      return;
    }
    LOG.warn(
        "the outcome \"{}\" of delivery {} at handler {} came too late and was dropped: this node had"
            + " been silent for longer than its lease and another has taken the delivery over, or it was"
            + " deleted",
        outcome().state().code(),
        outcome().task().delivery().id(),
        outcome().task().handler());
    observer.staleOutcome(outcome().task().handler());
  }

  @Override
  protected void giveBack() {
    claims.finished(outcome().task());
    claims.suspect(); // it is claimed in the database, but nobody holds it
  }
}
