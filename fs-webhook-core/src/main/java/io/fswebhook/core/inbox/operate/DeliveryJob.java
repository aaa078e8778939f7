package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Visits the deliveries that exist when it begins, in the order of receipt, or those that a filter
 * names. Each step bounds what it reads, not only what it finds.
 */
abstract class DeliveryJob<T> implements CountedJob<T> {

  private static final int DELIVERIES_A_STEP = 200;
  private static final long BYTES_A_STEP = 4L << 20;

  private static final int BODIES_A_STEP = 4;

  private final @Nullable List<String> onlyIds; // in the order of receipt
  private final boolean readsBodies;
  private final boolean onlyDead;
  private final T none;
  private final BinaryOperator<T> sum;
  private T few;
  private T all;
  private @Nullable Range left;
  private Range ahead = new Range(0, 0);
  private long reached;
  private int named;
  private int namedAhead;

  /** The deliveries after one, up to and including another. */
  record Range(long after, long upTo) {

    boolean isEmpty() {
      return after >= upTo;
    }
  }

  /**
   * Visits all deliveries, or those that the filter names.
   *
   * @param none the result of a step that visits nothing
   * @param sum adds up the results of steps
   */
  DeliveryJob(TaskFilter filter, T none, BinaryOperator<T> sum) {
    List<String> ids = filter.deliveryIds();
    this.onlyIds = ids == null ? null : ids.stream().distinct().sorted().toList();
    this.readsBodies = filter.text() != null;
    this.onlyDead = filter.state() == TaskState.DEAD;
    this.none = none;
    this.sum = sum;
    this.few = none;
    this.all = none;
  }

  @Override
  public final void step(WriteSession session) throws SQLException {
    begins();
    few = none;
    if (onlyIds != null) {
      visitNamed(onlyIds, session);
      return;
    }
    ahead = left == null ? whole(session) : left;
    if (onlyDead) {
      ahead = fromNextDead(session);
    }
    if (ahead.isEmpty()) {
      reached = ahead.upTo();
      return;
    }
    reached = findNext(session);
    few = visit(new Range(ahead.after(), reached), session);
  }

  @Override
  public final boolean stepped() {
    boolean last = isLast();
    if (prepares()) {
      left = ahead;
      kept();
      return true;
    }
    left = new Range(reached, ahead.upTo());
    named = namedAhead;
    all = sum.apply(all, few);
    kept();
    return !last;
  }

  /** Processes a range of deliveries; may be rolled back and repeated. */
  abstract T visit(Range range, WriteSession session) throws SQLException;

  /** A step begins, of which there may have been an attempt that was rolled back. */
  void begins() {}

  /** What {@link #visit} did is on disk. */
  void kept() {}

  /** Whether the step only prepared the next one, which visits the same deliveries. */
  boolean prepares() {
    return false;
  }

  @Override
  public final boolean isLast() {
    boolean isEnd = onlyIds == null ? reached >= ahead.upTo() : namedAhead >= onlyIds.size();
    return isEnd && !prepares();
  }

  @Override
  public final T soFar() {
    return sum.apply(all, few);
  }

  @Override
  public final T result() {
    return all;
  }

  private void visitNamed(List<String> ids, WriteSession session) throws SQLException {
    int most = readsBodies ? BODIES_A_STEP : DELIVERIES_A_STEP;
    namedAhead = Math.min(named + most, ids.size());
    for (String id : ids.subList(named, namedAhead)) {
      long seq = session.number("SELECT seq FROM delivery WHERE id = ?", 0, KeptText.of(id));
      if (seq != 0) {
        few = sum.apply(few, visit(new Range(seq - 1, seq), session));
      }
    }
  }

  private static Range whole(WriteSession session) throws SQLException {
    return new Range(0, session.number("SELECT max(seq) FROM delivery", 0));
  }

  /** Passes over deliveries without a dead letter, by an index that holds no others. */
  private Range fromNextDead(WriteSession session) throws SQLException {
    long next =
        session.number(
            "SELECT min(delivery_seq) FROM task WHERE state = 'dead'"
                + " AND delivery_seq > ? AND delivery_seq <= ?",
            ahead.upTo() + 1,
            ahead.after(),
            ahead.upTo());
    return new Range(next - 1, ahead.upTo());
  }

  private long findNext(WriteSession session) throws SQLException {
    return readsBodies
        ? findNextBodies(session)
        : session.number(
            "SELECT max(seq) FROM (SELECT seq FROM delivery WHERE seq > ? AND seq <= ?"
                + " ORDER BY seq LIMIT "
                + DELIVERIES_A_STEP
                + ") AS few",
            ahead.upTo(),
            ahead.after(),
            ahead.upTo());
  }

  /** Fewer where their bodies are large. */
  private long findNextBodies(WriteSession session) throws SQLException {
    PreparedStatement select =
        session.statement(
            "SELECT seq, length(body) FROM delivery WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT "
                + DELIVERIES_A_STEP);
    try (ResultSet next = Jdbc.bind(select, ahead.after(), ahead.upTo()).executeQuery()) {
      long last = ahead.upTo();
      long bytes = 0;
      while (bytes < BYTES_A_STEP && next.next()) {
        last = next.getLong(1);
        bytes += next.getLong(2);
      }
      return last;
    }
  }
}
