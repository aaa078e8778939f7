package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.DeliverySource;
import io.fswebhook.core.inbox.commit.SpentSignatures;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Deletes expired deliveries in the order of receipt. Keeps the keys of those whose signature is
 * still valid, so that a replay is recognized as a duplicate.
 */
final class DeleteExpired implements ChunkedJob {

  private static final int DELIVERIES_A_STEP = 200;
  private static final long BYTES_A_STEP = 4L << 20;

  private static final String DELETE =
      "DELETE FROM delivery WHERE seq > ? AND seq <= ?"
          + " AND NOT EXISTS (SELECT 1 FROM task WHERE task.delivery_seq = delivery.seq";
  private static final String DELETE_FINISHED =
      DELETE + " AND task.state NOT IN ('succeeded', 'discarded'))";
  private static final String DELETE_UNFINISHED =
      DELETE + " AND task.state IN ('pending', 'retrying') AND task.handler IN (%s))";

  private static final String KEEP_KEYS =
      "INSERT INTO spent_signature (key, delivery_id, signed_at)"
          + " SELECT %1$s, id, signed_at FROM delivery WHERE seq > ? AND seq <= ?"
          + " AND %1$s IS NOT NULL AND (signed_at >= ?%2$s) ON CONFLICT DO NOTHING";

  /** A token is always valid: what a stream sends again so late is taken for a new event. */
  private static final String KEEP_SIGNATURES =
      String.format(
          Locale.ROOT,
          KEEP_KEYS,
          "signature_key",
          " OR signed_at IS NULL AND NOT " + Condition.OF_STREAM);

  private static final String KEEP_BODIES = String.format(Locale.ROOT, KEEP_KEYS, "body_key", "");

  private final Expiry expiry;
  private final SpentSignatures spent;
  private Swept all;
  private Swept few;
  private long lookedAt;
  private Window window = new Window(0, 0, false, -1);
  private boolean keptKeys;

  /**
   * The deliveries of the next step: after one, up to another.
   *
   * @param canVerify whether the signature of one of them can
   * @param lastSigned the newest of those that cannot, in seconds; -1 for none
   */
  private record Window(long after, long upTo, boolean canVerify, long lastSigned) {

    boolean isEmpty() {
      return upTo == after;
    }
  }

  /**
   * Which are to be deleted.
   *
   * @param finishedUpTo up to this one, if they are finished
   * @param unfinishedUpTo up to this one, unless one of the handlers has a pending task for them
   * @param handlers the subscribed handlers
   * @param signedBefore in seconds: earlier signatures are no longer valid
   */
  record Expiry(long finishedUpTo, long unfinishedUpTo, List<String> handlers, long signedBefore) {}

  /**
   * Those after one.
   *
   * @param spent is told which signatures may be forgotten
   */
  DeleteExpired(Expiry expiry, long after, SpentSignatures spent) {
    this.expiry = expiry;
    this.spent = spent;
    this.lookedAt = after;
    this.all = new Swept(0, 0, after);
    this.few = all;
  }

  @Override
  public void step(WriteSession session) throws SQLException {
    window = findNext(lookedAt, session);
    few = new Swept(0, 0, all.upTo());
    keptKeys = window.canVerify() && keepKeys(session) > 0;
    if (window.isEmpty() || keptKeys) {
      return; // the keys first: a concurrent store sees the delivery, or its keys, or both
    }
    if (window.lastSigned() >= 0) {
      ForgetSignatures.note(window.lastSigned(), session);
    }
    int finished = delete(DELETE_FINISHED, expiry.finishedUpTo(), List.of(), session);
    int unfinished =
        delete(
            String.format(Locale.ROOT, DELETE_UNFINISHED, placeholders()),
            expiry.unfinishedUpTo(),
            expiry.handlers(),
            session);
    few = new Swept(finished, unfinished, window.upTo());
  }

  /** Bounded by number and by bytes. */
  private Window findNext(long after, WriteSession session) throws SQLException {
    PreparedStatement select =
        session.statement(
            "SELECT seq, signed_at, length(body), event_name FROM delivery"
                + " WHERE seq > ? AND seq <= ?"
                + " ORDER BY seq LIMIT "
                + DELIVERIES_A_STEP);
    Jdbc.bind(select, after, expiry.finishedUpTo());
    long upTo = after;
    boolean canVerify = false;
    long lastSigned = -1;
    long bytes = 0;
    try (ResultSet next = select.executeQuery()) {
      while (bytes < BYTES_A_STEP && next.next()) {
        upTo = next.getLong(1);
        long signedAt = next.getLong(2);
        boolean isSigned = !next.wasNull();
        boolean isWebhook = DeliverySource.of(next.getString(4)) == DeliverySource.WEBHOOK;
        if (isSigned ? signedAt >= expiry.signedBefore() : isWebhook) {
          canVerify = true;
        } else if (isSigned) {
          lastSigned = Math.max(lastSigned, signedAt);
        }
        bytes += next.getLong(3);
      }
    }
    return new Window(after, upTo, canVerify, lastSigned);
  }

  /** Includes deliveries that turn out not to be deleted. */
  private int keepKeys(WriteSession session) throws SQLException {
    return keepKeys(KEEP_SIGNATURES, session) + keepKeys(KEEP_BODIES, session);
  }

  private int keepKeys(String sql, WriteSession session) throws SQLException {
    return session.update(sql, window.after(), window.upTo(), expiry.signedBefore());
  }

  private String placeholders() {
    int count = expiry.handlers().size();
    return count == 0 ? "''" : "?" + ", ?".repeat(count - 1); // an empty list is no SQL everywhere
  }

  private int delete(String sql, long upTo, List<String> handlers, WriteSession session)
      throws SQLException {
    Stream<Object> bounds = Stream.of(window.after(), Math.min(window.upTo(), upTo));
    return session.update(sql, Stream.concat(bounds, handlers.stream()).toArray());
  }

  @Override
  public boolean stepped() {
    if (keptKeys) {
      spent.added();
      return true;
    }
    spent.forgottenUpTo(window.lastSigned());
    lookedAt = window.upTo();
    all =
        new Swept(all.finished() + few.finished(), all.unfinished() + few.unfinished(), few.upTo());
    return !window.isEmpty();
  }

  Swept swept() {
    return all;
  }
}
