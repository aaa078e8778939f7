package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the deliveries that are there when it begins, in the order of receipt. What a step
 * looks at is bounded, and not only what it finds.
 */
abstract class DeliveryJob<T> implements ChunkedJob<T> {

  private static final int DELIVERIES_A_STEP = 200;

  private final @Nullable String onlyId;
  private @Nullable Range left;
  private Range ahead = new Range(0, 0);
  private long reached;

  /** The deliveries after one, up to and including another. */
  record Range(long after, long upTo) {

    boolean isEmpty() {
      return after >= upTo;
    }
  }

  DeliveryJob(TaskFilter filter) {
    this.onlyId = filter.deliveryId();
  }

  @Override
  public final void step(WriteSession session) throws SQLException {
    ahead = left == null ? whole(session) : left;
    forget();
    if (ahead.isEmpty()) {
      reached = ahead.upTo();
      return;
    }
    reached = findNext(session);
    visit(new Range(ahead.after(), reached), session);
  }

  @Override
  public final boolean stepped() {
    left = new Range(reached, ahead.upTo());
    keep();
    return !left.isEmpty();
  }

  /** Forgets what a step did that was rolled back. */
  abstract void forget();

  /** Does what is to be done with a few deliveries; may be rolled back. */
  abstract void visit(Range few, WriteSession session) throws SQLException;

  /** What {@link #visit} did is on disk. */
  abstract void keep();

  private Range whole(WriteSession session) throws SQLException {
    if (onlyId == null) {
      return new Range(0, session.number("SELECT max(seq) FROM delivery", 0));
    }
    long seq = session.number("SELECT seq FROM delivery WHERE id = ?", 0, KeptText.of(onlyId));
    return new Range(seq - 1, seq == 0 ? -1 : seq);
  }

  private long findNext(WriteSession session) throws SQLException {
    return session.number(
        "SELECT max(seq) FROM (SELECT seq FROM delivery WHERE seq > ? AND seq <= ?"
            + " ORDER BY seq LIMIT "
            + DELIVERIES_A_STEP
            + ") AS few",
        ahead.upTo(),
        ahead.after(),
        ahead.upTo());
  }
}
