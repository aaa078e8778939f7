package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.BulkOperation.State;
import io.fswebhook.core.inbox.TaskCount;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts what an operation applies to, then does it, and keeps in its row how far it is. Ends
 * before the next step once the row says that it does not run any more.
 */
final class OperationJob<T> implements ChunkedJob {

  private final long id;
  private final CountTasks count;
  private final CountedJob<T> work;
  private final Measure<T> measure;
  private @Nullable Long matched;
  private State state = State.RUNNING;
  private boolean steps;

  /**
   * What is shown of an operation's progress.
   *
   * @param matched of all tasks that its filter matches, those that it changes
   * @param done how many it has changed
   */
  record Measure<T>(ToLongFunction<TaskCount> matched, ToLongFunction<T> done) {}

  OperationJob(long id, CountTasks count, CountedJob<T> work, Measure<T> measure) {
    this.id = id;
    this.count = count;
    this.work = work;
    this.measure = measure;
  }

  @Override
  public void step(WriteSession session) throws SQLException {
    state = stored(session);
    steps = state == State.RUNNING;
    if (!steps) {
      return;
    }
    if (matched == null) {
      count.step(session);
      return;
    }
    work.step(session);
    state = work.isLast() ? State.DONE : State.RUNNING;
    keep(session);
  }

  /** Interrupted where its row was deleted. */
  private State stored(WriteSession session) throws SQLException {
    return session
        .first("SELECT state FROM operation WHERE id = ?", row -> State.of(row.getString(1)), id)
        .orElse(State.INTERRUPTED);
  }

  /** Another node may have cancelled it since the step began; what this one did counts. */
  private void keep(WriteSession session) throws SQLException {
    session.update(
        "UPDATE operation SET matched = ?, done = ?,"
            + " ended_at = CASE WHEN state = 'running' THEN ? ELSE ended_at END,"
            + " state = CASE WHEN state = 'running' THEN ? ELSE state END WHERE id = ?",
        matched,
        measure.done().applyAsLong(work.soFar()),
        state == State.RUNNING ? null : session.now(),
        state.code(),
        id);
  }

  @Override
  public boolean stepped() {
    if (!steps) {
      return false;
    }
    if (matched != null) {
      return work.stepped();
    }
    if (!count.stepped()) {
      matched = measure.matched().applyAsLong(count.result());
    }
    return true;
  }

  State state() {
    return state;
  }

  T result() {
    return work.result();
  }
}
