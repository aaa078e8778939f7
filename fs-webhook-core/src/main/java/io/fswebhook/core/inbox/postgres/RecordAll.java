package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps many outcomes in one round trip, each only where its node still has the task. An attempt
 * that is there already is from a commit of which the answer was lost.
 */
final class RecordAll {

  private static final String RECORD =
      "WITH outcome AS MATERIALIZED (SELECT * FROM unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[],"
          + " ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[]) AS o (delivery_seq, handler,"
          + " claimed_by, state, number, retry_in, started_at, duration_ms, error)),"
          + " finished AS (UPDATE task h SET state = o.state, attempts = o.number, claimed_by = NULL,"
          + " due_at = o.retry_in + "
          + Postgres.NOW
          + " FROM outcome o WHERE h.delivery_seq = o.delivery_seq AND h.handler = o.handler"
          + " AND h.claimed_by = o.claimed_by RETURNING o.*, h.replay),"
          + " kept AS (INSERT INTO attempt (delivery_seq, handler, replay, number, started_at, duration_ms,"
          + " outcome, error) SELECT delivery_seq, handler, replay, number, started_at, duration_ms, state,"
          + " error FROM finished ON CONFLICT (delivery_seq, handler, replay, number) DO UPDATE SET"
          + " started_at = excluded.started_at, duration_ms = excluded.duration_ms,"
          + " outcome = excluded.outcome, error = excluded.error)"
          + " SELECT delivery_seq, handler, claimed_by FROM finished"
          + " UNION ALL SELECT o.delivery_seq, o.handler, o.claimed_by FROM outcome o JOIN attempt a"
          + " ON a.delivery_seq = o.delivery_seq AND a.handler = o.handler AND a.number = o.number"
          + " AND a.started_at = o.started_at AND a.outcome = o.state";

  private RecordAll() {}

  static void of(List<RecordInPostgres> works, WriteSession session) throws SQLException {
    if (works.isEmpty()) {
      return;
    }
    List<Outcome> outcomes = works.stream().map(RecordInPostgres::outcome).toList();
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
    Set<Written> written = new HashSet<>();
    try (ResultSet rows = update.executeQuery()) {
      while (rows.next()) {
        HandlerTask.Key key = new HandlerTask.Key(rows.getLong(1), rows.getString(2));
        written.add(new Written(key, rows.getLong(3)));
      }
    }
    works.forEach(work -> work.written(written.contains(Written.of(work.outcome().task()))));
  }

  /** A late outcome and its new owner's may come together. */
  private record Written(HandlerTask.Key key, long claimedBy) {

    static Written of(HandlerTask task) {
      return new Written(task.key(), task.claimedBy());
    }
  }

  private static @Nullable Long millis(@Nullable Duration wait) {
    return wait == null ? null : wait.toMillis();
  }
}
