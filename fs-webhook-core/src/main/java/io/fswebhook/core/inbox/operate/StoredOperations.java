package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.ActivityStep;
import io.fswebhook.core.inbox.AuditRecord;
import io.fswebhook.core.inbox.HandlerStep;
import io.fswebhook.core.inbox.InboxOperations;
import io.fswebhook.core.inbox.KeptText;
import io.fswebhook.core.inbox.Rejection;
import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.core.inbox.TaskCount;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.commit.GroupCommit;
import io.fswebhook.core.inbox.commit.KnownSubscriptions;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

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
  private final String unclaimed;

  /**
   * For one inbox.
   *
   * @param unclaimed the SQL condition for unclaimed tasks
   */
  public StoredOperations(
      GroupCommit commits,
      ChunkedJobs steps,
      Clock clock,
      KnownSubscriptions subscriptions,
      String unclaimed) {
    this.commits = commits;
    this.steps = steps;
    this.clock = clock;
    this.subscriptions = subscriptions;
    this.unclaimed = unclaimed;
  }

  private <T> CompletionStage<T> run(DeliveryJob<T> job) {
    return steps.run(job).thenApply(DeliveryJob::result);
  }

  @Override
  public CompletionStage<TaskCount> count(TaskFilter filter) {
    return run(new CountTasks(filter));
  }

  @Override
  public CompletionStage<Replayed> replay(TaskFilter filter, TaskSink sink) {
    return run(new ReplayTasks(filter, sink));
  }

  @Override
  public CompletionStage<Replayed> replayTo(
      TaskFilter filter, Function<String, List<String>> handlersOf, TaskSink sink) {
    return run(new ReplayTo(filter, handlersOf, sink));
  }

  @Override
  public CompletionStage<Long> discard(TaskFilter filter) {
    return run(new DiscardDead(filter));
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
    return steps.run(new DiscardPending(handler, unclaimed)).thenApply(job -> job.all);
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

  private static final class CountTasks extends DeliveryJob<TaskCount> {

    private final Condition deliveries;
    private final Condition tasks;

    CountTasks(TaskFilter filter) {
      super(filter, new TaskCount(0, Map.of()), TaskCount::plus);
      this.deliveries = Condition.ofDelivery(filter);
      this.tasks = Condition.ofTask(filter);
    }

    @Override
    TaskCount visit(Range range, WriteSession session) throws SQLException {
      long count =
          session.number(
              "SELECT count(*) FROM delivery WHERE seq > ? AND seq <= ?" + deliveries.sql(),
              0,
              deliveries.after(range.after(), range.upTo()));
      Map<TaskState, Long> states = new EnumMap<>(TaskState.class);
      session.each(
          "SELECT state, count(*) FROM task WHERE delivery_seq > ? AND delivery_seq <= ?"
              + tasks.sql()
              + " GROUP BY state",
          row -> states.put(TaskState.of(row.getString(1)), row.getLong(2)),
          tasks.after(range.after(), range.upTo()));
      return new TaskCount(count, states);
    }
  }

  private static final class DiscardDead extends DeliveryJob<Long> {

    private final Condition condition;

    DiscardDead(TaskFilter filter) {
      super(filter, 0L, Long::sum);
      this.condition = Condition.ofTask(filter);
    }

    @Override
    Long visit(Range range, WriteSession session) throws SQLException {
      return (long)
          session.update(
              "UPDATE task SET state = 'discarded', fingerprint = NULL, failed_at = NULL"
                  + " WHERE state = 'dead' AND delivery_seq > ? AND delivery_seq <= ?"
                  + condition.sql(),
              condition.after(range.after(), range.upTo()));
    }
  }

  private static final class DiscardPending implements ChunkedJob {

    private static final int TASKS_A_STEP = 200;

    private final String handler;
    private final String update;
    private int few;
    private long all;

    DiscardPending(String handler, String unclaimed) {
      this.handler = handler;
      this.update =
          "UPDATE task SET state = 'discarded', due_at = NULL, fingerprint = NULL,"
              + " failed_at = NULL WHERE handler = ? AND "
              + unclaimed
              + " AND delivery_seq IN (SELECT delivery_seq FROM task WHERE handler = ?"
              + " AND due_at IS NOT NULL AND "
              + unclaimed
              + " ORDER BY due_at, delivery_seq LIMIT "
              + TASKS_A_STEP
              + ")";
    }

    @Override
    public void step(WriteSession session) throws SQLException {
      few = session.update(update, handler, handler);
    }

    @Override
    public boolean stepped() {
      all += few;
      return few > 0;
    }
  }
}
