package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides what has expired. The machine's clock may be wrong at startup and be set later, so wall
 * time alone does not decide. Time passes here while a receiver runs. Downtime counts only as far
 * as two sources agree: the clock, and the newest signature received. When a delivery was received
 * follows from marks in the order of receipt.
 */
final class RetentionClock implements ChunkedJob {

  /**
   * The sender may have signed some of the latest much earlier. Test events are signed by our own
   * clock.
   */
  private static final String NEWEST_SIGNED =
      "SELECT max(signed_at) FROM (SELECT signed_at, test FROM delivery ORDER BY seq DESC LIMIT 100)"
          + " AS latest WHERE test = 0";

  private static final Duration LONGEST_BETWEEN_MARKS = Duration.ofHours(1);
  private static final int MARKS_A_RETENTION = 24;

  private volatile Retention retention;
  private final Clock clock;
  private @Nullable State written;
  private State ahead = new State(0, 0, null, 0);
  private Reading reading = new Reading(0, 0, 0);

  /** A row of {@code retention_clock}, in milliseconds. */
  private record State(long kept, long clock, @Nullable Long signed, long unconfirmed) {

    State after(long elapsed) {
      return new State(
          kept + elapsed, clock + elapsed, signed == null ? null : signed + elapsed, unconfirmed);
    }

    /** The time since then is known from a clock only, perhaps of another machine. */
    State resumedAt(long clockNow) {
      return new State(kept, clockNow, signed, unconfirmed + Math.max(0, clockNow - clock));
    }

    State confirmedBy(long newest) {
      if (signed == null) {
        return new State(kept, clock, newest, unconfirmed);
      }
      long confirmed = Math.min(Math.max(0, newest - signed), unconfirmed);
      return new State(kept + confirmed, clock, Math.max(signed, newest), unconfirmed - confirmed);
    }
  }

  /**
   * The result.
   *
   * @param now milliseconds since 1970; may be behind real time, never ahead
   * @param finishedUpTo finished deliveries up to this one have expired
   * @param deadUpTo dead ones up to this one have expired
   */
  record Reading(long now, long finishedUpTo, long deadUpTo) {}

  RetentionClock(Retention retention, Clock clock) {
    this.retention = retention;
    this.clock = clock;
  }

  void keepFor(Retention changed) {
    retention = changed;
  }

  @Override
  public void step(WriteSession session) throws SQLException {
    ahead = next(session);
    write(session);
    mark(session);
    long now = Math.min(ahead.clock(), ahead.kept());
    reading =
        new Reading(
            ahead.signed() == null ? now : Math.min(now, ahead.signed()),
            receivedBefore(retention.finished(), session),
            receivedBefore(retention.dead(), session));
    deleteMarks(session);
  }

  private State next(WriteSession session) throws SQLException {
    long clockNow = clock.millis();
    State before = read(session);
    if (before == null) {
      return new State(clockNow, clockNow, newestSigned(session), 0);
    }
    State now =
        before.equals(written)
            ? before.after(Math.max(0, clockNow - before.clock()))
            : before.resumedAt(clockNow);
    Long newest = newestSigned(session);
    return newest == null ? now : now.confirmedBy(newest);
  }

  private static @Nullable State read(WriteSession session) throws SQLException {
    return session
        .first(
            "SELECT kept_time, clock_time, signed_time, unconfirmed FROM retention_clock",
            row -> new State(row.getLong(1), row.getLong(2), Jdbc.number(row, 3), row.getLong(4)))
        .orElse(null);
  }

  private static @Nullable Long newestSigned(WriteSession session) throws SQLException {
    long seconds = session.number(NEWEST_SIGNED, 0);
    return seconds == 0 ? null : Duration.ofSeconds(seconds).toMillis();
  }

  private void write(WriteSession session) throws SQLException {
    session.update(
        "INSERT INTO retention_clock (id, kept_time, clock_time, signed_time, unconfirmed,"
            + " forgotten_up_to) VALUES (1, ?, ?, ?, ?, -1) ON CONFLICT (id) DO UPDATE SET"
            + " kept_time = excluded.kept_time, clock_time = excluded.clock_time,"
            + " signed_time = excluded.signed_time, unconfirmed = excluded.unconfirmed",
        ahead.kept(),
        ahead.clock(),
        ahead.signed(),
        ahead.unconfirmed());
  }

  /** Not at every sweep: deliveries between two marks count from the later one. */
  private void mark(WriteSession session) throws SQLException {
    long apart =
        Math.min(
            LONGEST_BETWEEN_MARKS.toMillis(), retention.finished().toMillis() / MARKS_A_RETENTION);
    session.update(
        "INSERT INTO receipt_mark (seq, kept_time) SELECT latest.seq, ?"
            + " FROM (SELECT max(seq) AS seq FROM delivery) AS latest"
            + " WHERE latest.seq > (SELECT coalesce(max(seq), 0) FROM receipt_mark)"
            + " AND NOT EXISTS (SELECT 1 FROM receipt_mark WHERE kept_time > ?)",
        ahead.kept(),
        ahead.kept() - apart);
  }

  private long receivedBefore(Duration age, WriteSession session) throws SQLException {
    return session.number(
        "SELECT max(seq) FROM receipt_mark WHERE kept_time < ?", 0, ahead.kept() - age.toMillis());
  }

  private void deleteMarks(WriteSession session) throws SQLException {
    session.update("DELETE FROM receipt_mark WHERE seq < ?", reading.deadUpTo());
  }

  @Override
  public boolean stepped() {
    written = ahead;
    return false;
  }

  Reading reading() {
    return reading;
  }
}
