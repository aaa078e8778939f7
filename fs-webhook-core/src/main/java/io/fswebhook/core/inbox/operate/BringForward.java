package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Corrects due times of a handler that are too late, earliest first. Not retried when it fails: it
 * runs at each start of a handler.
 */
public final class BringForward implements ChunkedJob {

  private static final int TASKS_A_STEP = 1_000;
  private final String handler;
  private final long longestMillis;
  private final String amongst;
  private long now;
  private Place reached = new Place(0, 0);
  private Place next = reached;

  /** In the order of what is due. */
  private record Place(long dueAt, long seq) {

    static final Place END = new Place(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /**
   * Covers unclaimed tasks only.
   *
   * @param amongst the SQL condition for unclaimed tasks, as far as the table shows it
   */
  public BringForward(String handler, Duration longest, String amongst) {
    this.handler = handler;
    this.longestMillis = longest.toMillis();
    this.amongst = amongst;
  }

  @Override
  public void step(WriteSession session) throws SQLException {
    if (reached.dueAt() == 0) {
      now = session.now();
      reached = new Place(now, Long.MAX_VALUE);
    }
    next = findNext(session);
    session.update(
        "UPDATE task SET due_at = CASE WHEN state = 'pending' THEN ? ELSE ? END WHERE "
            + later()
            + " AND (due_at, delivery_seq) <= (?, ?) AND (state = 'pending' OR due_at > ?)",
        now,
        now + longestMillis,
        handler,
        reached.dueAt(),
        reached.seq(),
        next.dueAt(),
        next.seq(),
        now + longestMillis);
  }

  /** As the index of what is due has it. */
  private String later() {
    return "handler = ? AND due_at IS NOT NULL AND "
        + amongst
        + " AND (due_at, delivery_seq) > (?, ?)";
  }

  private Place findNext(WriteSession session) throws SQLException {
    return session
        .first(
            "SELECT due_at, delivery_seq FROM task WHERE "
                + later()
                + " ORDER BY due_at, delivery_seq LIMIT 1 OFFSET "
                + (TASKS_A_STEP - 1),
            row -> new Place(row.getLong(1), row.getLong(2)),
            handler,
            reached.dueAt(),
            reached.seq())
        .orElse(Place.END);
  }

  @Override
  public boolean stepped() {
    reached = next;
    return !reached.equals(Place.END);
  }
}
