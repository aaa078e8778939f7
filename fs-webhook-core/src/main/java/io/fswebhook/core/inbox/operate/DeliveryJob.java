package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Visits the deliveries that exist when it begins, in the order of receipt. Each step bounds what
 * it reads, not only what it finds.
 */
abstract class DeliveryJob<T> implements ChunkedJob {

  private static final int DELIVERIES_A_STEP = 200;

  private final @Nullable String onlyId;
  private final T none;
  private final BinaryOperator<T> sum;
  private T few;
  private T all;
  private @Nullable Range left;
  private Range ahead = new Range(0, 0);
  private long reached;

  /** The deliveries after one, up to and including another. */
  record Range(long after, long upTo) {

    boolean isEmpty() {
      return after >= upTo;
    }
  }

  /**
   * Visits all deliveries, or the one that the filter names.
   *
   * @param none the result of a step that visits nothing
   * @param sum adds up the results of steps
   */
  DeliveryJob(TaskFilter filter, T none, BinaryOperator<T> sum) {
    this.onlyId = filter.deliveryId();
    this.none = none;
    this.sum = sum;
    this.few = none;
    this.all = none;
  }

  @Override
  public final void step(WriteSession session) throws SQLException {
    ahead = left == null ? whole(session) : left;
    few = none;
    if (ahead.isEmpty()) {
      reached = ahead.upTo();
      return;
    }
    reached = findNext(session);
    few = visit(new Range(ahead.after(), reached), session);
  }

  @Override
  public final boolean stepped() {
    left = new Range(reached, ahead.upTo());
    all = sum.apply(all, few);
    kept();
    return !left.isEmpty();
  }

  /** Processes a range of deliveries; may be rolled back and repeated. */
  abstract T visit(Range range, WriteSession session) throws SQLException;

  /** What {@link #visit} did is on disk. */
  void kept() {}

  /** The sum of what all steps returned. */
  final T result() {
    return all;
  }

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
