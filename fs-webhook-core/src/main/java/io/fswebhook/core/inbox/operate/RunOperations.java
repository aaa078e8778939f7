package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.BulkOperation;
import io.fswebhook.core.inbox.BulkOperation.State;
import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.OperationRequest;
import io.fswebhook.core.inbox.StartedOperation;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.commit.GroupCommit;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.operate.OperationJob.Measure;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps operations, and runs them on this node.
 *
 * @param nodeId this node's, which may change
 * @param bodyHolds the SQL expression that tests whether a body contains a text
 */
record RunOperations(
    GroupCommit commits, ChunkedJobs steps, Clock clock, LongSupplier nodeId, String bodyHolds) {

  private static final int MOST_KEPT = 1_000;
  private static final int RANDOM_BITS = 20;

  /**
   * Starts an operation.
   *
   * @param work what it does, given its id
   */
  <T> StartedOperation<T> start(
      BulkOperation.Kind kind,
      OperationRequest request,
      LongFunction<CountedJob<T>> work,
      Measure<T> measure) {
    long id = newId();
    CountTasks count = new CountTasks(request.filter(), bodyHolds);
    OperationJob<T> job = new OperationJob<>(id, count, work.apply(id), measure);
    CompletionStage<StartedOperation.Ended<T>> ended =
        commits
            .whenOnDisk(session -> insert(id, kind, request, session))
            .thenCompose(inserted -> steps.run(job))
            .thenApply(done -> new StartedOperation.Ended<>(done.state(), done.result()))
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    broke(id, failure);
                  }
                });
    return new StartedOperation<>(id, ended);
  }

  /** Known before it is written, so that a write whose outcome is lost can be repeated. */
  private long newId() {
    return (clock.millis() << RANDOM_BITS) | ThreadLocalRandom.current().nextInt(1 << RANDOM_BITS);
  }

  private void insert(
      long id, BulkOperation.Kind kind, OperationRequest request, WriteSession session)
      throws SQLException {
    session.update(
        "INSERT INTO operation (id, kind, state, node_id, who, role, filter, handlers, done,"
            + " started_at) VALUES (?, ?, 'running', ?, ?, ?, ?, ?, 0, ?) ON CONFLICT (id) DO NOTHING",
        id,
        kind.code(),
        nodeId.getAsLong(),
        KeptText.of(request.who()),
        KeptText.of(request.role()),
        FilterText.of(shown(kind, request.filter())),
        FilterText.ofNames(request.handlers()),
        session.now());
    session.update(
        "DELETE FROM operation WHERE state <> 'running'"
            + " AND id NOT IN (SELECT id FROM operation ORDER BY started_at DESC LIMIT "
            + MOST_KEPT
            + ")");
  }

  /** What is looked for in order to delete it must not stay here. */
  private static TaskFilter shown(BulkOperation.Kind kind, TaskFilter filter) {
    return kind == BulkOperation.Kind.DELETE ? filter.withoutText() : filter;
  }

  /** Repeated until it is on disk: it must not be shown as running for good. */
  private void broke(long id, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    State state = steps.isClosed() ? State.INTERRUPTED : State.FAILED;
    String detail = KeptText.of(String.valueOf(cause == null ? failure : cause.getMessage()));
    commits.persist(session -> end(id, state, detail, session));
  }

  CompletionStage<Void> cancel(long id) {
    return commits.whenOnDisk(session -> end(id, State.CANCELLED, null, session));
  }

  private static void end(long id, State state, @Nullable String detail, WriteSession session)
      throws SQLException {
    session.update(
        "UPDATE operation SET state = ?, ended_at = ?, detail = ? WHERE id = ? AND state = 'running'",
        state.code(),
        session.now(),
        detail,
        id);
  }
}
