package io.fswebhook.core.inbox;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What operators do with what is stored. Everything is done in small steps that leave room for
 * receipts in between, so it may take a while with many deliveries, and what arrives meanwhile is
 * not touched. Every call returns at once; what it returns completes on a thread of the inbox, so
 * what depends on it must be quick. Where it fails with {@link
 * io.fswebhook.core.failure.InboxUnavailableException}, what was done until then stays done.
 */
public interface InboxOperations {

  /** Counts what a filter applies to. */
  CompletionStage<TaskCount> count(TaskFilter filter);

  /**
   * Hands out again: tasks that are finished begin again with their first attempt, and those that
   * wait for their next attempt make it now. Those that still wait for their first attempt, and
   * what is being attempted at this moment, are left as they are.
   *
   * @param sink is told of handlers that have something due now
   */
  CompletionStage<Replayed> replay(TaskFilter filter, TaskSink sink);

  /**
   * Hands the deliveries that a filter applies to out to handlers, also to such that never had
   * them, as {@link #replay} does.
   *
   * @param handlersOf the handlers for an event; a name that nobody has waits for one
   * @param sink is told of handlers that have something due now
   */
  CompletionStage<Replayed> replayTo(
      TaskFilter filter, Function<String, List<String>> handlersOf, TaskSink sink);

  /**
   * Gives dead tasks up for good: they stay visible until the retention deletes them.
   *
   * @return how many there were
   */
  CompletionStage<Long> discard(TaskFilter filter);

  /**
   * Gives up what a handler has still to do, as {@link #discard} does with what is dead.
   *
   * @return how much there was
   */
  CompletionStage<Long> discardPending(String handler);

  /**
   * Keeps requests that were turned away, in place of older ones when there is no more room. Not
   * tried again when it fails.
   *
   * @param most how many are kept in all
   */
  void keep(List<Rejection> rejections, int most);

  /**
   * Writes down what somebody did.
   *
   * @return completes when it is on disk
   */
  CompletionStage<Void> audit(AuditRecord what);

  /**
   * Keeps how much happened, in place of what the same run said of the same minutes before.
   *
   * @param run of one receiver; each start is another one
   * @param minutes a step each
   * @return completes when it is on disk
   */
  CompletionStage<Void> keepActivity(long run, List<ActivityStep> minutes);
}
