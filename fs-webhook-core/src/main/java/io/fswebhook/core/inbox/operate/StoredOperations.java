package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.ActivityStep;
import io.fswebhook.core.inbox.AuditRecord;
import io.fswebhook.core.inbox.BulkOperation;
import io.fswebhook.core.inbox.HandlerStep;
import io.fswebhook.core.inbox.InboxOperations;
import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.OperationRequest;
import io.fswebhook.core.inbox.Rejection;
import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.core.inbox.StartedOperation;
import io.fswebhook.core.inbox.TaskCount;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.commit.GroupCommit;
import io.fswebhook.core.inbox.commit.KnownSubscriptions;
import io.fswebhook.core.inbox.commit.SpentSignatures;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Operations on the inbox, independent of the database. */
public final class StoredOperations implements InboxOperations {

  /** After this time every node knows that a subscription has ended. */
  private static final Duration EVERYBODY_KNOWS = Duration.ofSeconds(5);

  private static final String PUT_ACTIVITY =
      "INSERT INTO activity"
          + " (minute, run, received, duplicates, rejected, handled, failed, dead, pending)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (minute, run) DO UPDATE SET received = excluded.received,"
          + " duplicates = excluded.duplicates, rejected = excluded.rejected,"
          + " handled = excluded.handled, failed = excluded.failed, dead = excluded.dead,"
          + " pending = excluded.pending";

  private static final String PUT_HANDLER_ACTIVITY =
      "INSERT INTO handler_activity"
          + " (handler, minute, run, succeeded, failed, dead, total_us, longest_us)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (handler, minute, run) DO UPDATE SET succeeded = excluded.succeeded,"
          + " failed = excluded.failed, dead = excluded.dead, total_us = excluded.total_us,"
          + " longest_us = excluded.longest_us";

  private final GroupCommit commits;
  private final ChunkedJobs steps;
  private final Clock clock;
  private final KnownSubscriptions subscriptions;
  private final SpentSignatures spent;
  private final String unclaimed;
  private final String bodyHolds;
  private final RunOperations operations;

  /**
   * For one inbox.
   *
   * @param unclaimed the SQL condition for unclaimed tasks
   * @param bodyHolds the SQL expression that tests whether a body contains a text
   * @param nodeId this node's, which may change
   */
  public StoredOperations(
      GroupCommit commits,
      ChunkedJobs steps,
      Clock clock,
      KnownSubscriptions subscriptions,
      SpentSignatures spent,
      String unclaimed,
      String bodyHolds,
      LongSupplier nodeId) {
    this.commits = commits;
    this.steps = steps;
    this.clock = clock;
    this.subscriptions = subscriptions;
    this.spent = spent;
    this.unclaimed = unclaimed;
    this.bodyHolds = bodyHolds;
    this.operations = new RunOperations(commits, steps, clock, nodeId, bodyHolds);
  }

  private <T> CompletionStage<T> run(DeliveryJob<T> job) {
    return steps.run(job).thenApply(DeliveryJob::result);
  }

  @Override
  public CompletionStage<TaskCount> count(TaskFilter filter) {
    return run(new CountTasks(filter, bodyHolds));
  }

  @Override
  public StartedOperation<Replayed> replay(OperationRequest request, TaskSink sink) {
    List<String> handlers = request.handlers();
    return operations.start(
        BulkOperation.Kind.REPLAY,
        request,
        id ->
            handlers == null
                ? new ReplayTasks(id, request.filter(), bodyHolds, sink)
                : new ReplayTo(id, request.filter(), bodyHolds, event -> handlers, sink),
        new OperationJob.Measure<>(
            count ->
                handlers == null ? replayable(count.tasks()) : count.deliveries() * handlers.size(),
            done -> done.begunAgain() + done.broughtForward()));
  }

  private static long replayable(Map<TaskState, Long> tasks) {
    return tasks.entrySet().stream()
        .filter(each -> each.getKey() != TaskState.PENDING)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public StartedOperation<Long> discard(OperationRequest request) {
    return operations.start(
        BulkOperation.Kind.DISCARD,
        request,
        id -> new DiscardDead(request.filter(), bodyHolds),
        new OperationJob.Measure<>(
            count -> count.tasks().getOrDefault(TaskState.DEAD, 0L), done -> done));
  }

  @Override
  public StartedOperation<Long> delete(OperationRequest request) {
    return operations.start(
        BulkOperation.Kind.DELETE,
        request,
        id -> new ThenScrub<>(new DeleteDeliveries(request.filter(), bodyHolds, spent)),
        new OperationJob.Measure<>(TaskCount::deliveries, done -> done));
  }

  @Override
  public CompletionStage<Void> cancel(long operation) {
    return operations.cancel(operation);
  }

  @Override
  public CompletionStage<Replayed> replayTo(
      TaskFilter filter, Function<String, List<String>> handlersOf, TaskSink sink) {
    return run(new ReplayTo(null, filter, bodyHolds, handlersOf, sink));
  }

  /** Repeated later: other nodes may have stored deliveries for it before they knew. */
  @Override
  public CompletionStage<Long> discardPending(String handler) {
    steps.after(
        EVERYBODY_KNOWS,
        () -> {
          if (!subscriptions.isSubscribed(handler)) {
            var unused = steps.run(new DiscardPending(handler, unclaimed));
          }
        });
    return steps.run(new DiscardPending(handler, unclaimed)).thenApply(DiscardPending::all);
  }

  @Override
  public void keep(List<Rejection> rejections, int most) {
    List<Rejection> kept = List.copyOf(rejections);
    // Not retried: the log and the metrics have them too.
    var unused = commits.whenOnDisk(session -> KeepRejections.of(kept, most, session));
  }

  @Override
  public CompletionStage<Void> audit(AuditRecord what) {
    long at = clock.millis();
    return commits.whenOnDisk(
        session ->
            session.update(
                "INSERT INTO audit (at, who, role, action, target, detail) VALUES (?, ?, ?, ?, ?, ?)",
                at,
                KeptText.of(what.who()),
                KeptText.of(what.role()),
                KeptText.of(what.action()),
                KeptText.of(what.target()),
                KeptText.ofNullable(what.detail())));
  }

  @Override
  public CompletionStage<Void> keepActivity(
      long run, List<ActivityStep> minutes, List<HandlerStep> handlers) {
    List<ActivityStep> kept = List.copyOf(minutes);
    List<HandlerStep> ofHandlers = List.copyOf(handlers);
    return commits.whenOnDisk(
        session -> {
          putActivity(run, kept, session);
          putHandlerActivity(run, ofHandlers, session);
        });
  }

  /** Idempotent: sets values. */
  private static void putActivity(long run, List<ActivityStep> minutes, WriteSession session)
      throws SQLException {
    for (ActivityStep minute : minutes) {
      session.update(
          PUT_ACTIVITY,
          Math.floorDiv(minute.from().getEpochSecond(), 60),
          run,
          minute.received(),
          minute.duplicates(),
          minute.rejected(),
          minute.handled(),
          minute.failed(),
          minute.dead(),
          minute.pending());
    }
  }

  private static void putHandlerActivity(long run, List<HandlerStep> minutes, WriteSession session)
      throws SQLException {
    for (HandlerStep minute : minutes) {
      session.update(
          PUT_HANDLER_ACTIVITY,
          minute.handler(),
          Math.floorDiv(minute.from().getEpochSecond(), 60),
          run,
          minute.succeeded(),
          minute.failed(),
          minute.dead(),
          minute.total().toNanos() / 1000,
          minute.longest().toNanos() / 1000);
    }
  }
}
