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
   * Replays tasks, or, where the request names handlers, deliveries to these, whether they received
   * them before or not. Finished tasks start again with their first attempt, and retrying tasks are
   * due now. Pending and running tasks do not change.
   *
   * @param sink is told of handlers that have something due now
   */
  StartedOperation<Replayed> replay(OperationRequest request, TaskSink sink);

  /**
   * Discards dead tasks. They stay visible until retention deletes them.
   *
   * @return with how many there were
   */
  StartedOperation<Long> discard(OperationRequest request);

  /**
   * Cancels an operation: it ends before its next step, on whatever node it runs. What it did until
   * then stays done. One that has ended does not change.
   *
   * @return completes when it is on disk
   */
  CompletionStage<Void> cancel(long operation);

  /**
   * Replays the deliveries that a filter matches to handlers, including handlers that never
   * received them, without an operation that shows what became of it.
   *
   * @param handlersOf the handlers for an event; tasks for an unknown handler wait for it
   * @param sink is told of handlers that have something due now
   */
  CompletionStage<Replayed> replayTo(
      TaskFilter filter, Function<String, List<String>> handlersOf, TaskSink sink);

  /**
   * Discards all unfinished tasks of a handler.
   *
   * @return how much there was
   */
  CompletionStage<Long> discardPending(String handler);

  /**
   * Stores rejected requests, replacing older ones when there is no room. Not retried when it
   * fails.
   *
   * @param most how many are kept in all
   */
  void keep(List<Rejection> rejections, int most);

  /**
   * Adds an entry to the audit log.
   *
   * @return completes when it is on disk
   */
  CompletionStage<Void> audit(AuditRecord what);

  /**
   * Stores activity counts, replacing those of the same run and minutes.
   *
   * @param run of one receiver; each start is another one
   * @param minutes a step each
   * @param handlers a step for each minute and handler with attempts
   * @return completes when it is on disk
   */
  CompletionStage<Void> keepActivity(
      long run, List<ActivityStep> minutes, List<HandlerStep> handlers);
}
