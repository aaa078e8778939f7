package io.fswebhook.core.inbox;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What operators do with stored deliveries. Works in small steps, so that deliveries can be stored
 * in between; it may take a while, and deliveries that arrive meanwhile are not affected. Every
 * call returns at once; its result completes on a thread of the inbox, so dependent stages must be
 * quick. If it fails with {@link io.fswebhook.core.failure.InboxUnavailableException}, completed
 * steps stay done.
 */
public interface InboxOperations {

  /** Counts what a filter matches. */
  CompletionStage<TaskCount> count(TaskFilter filter);

  /**
   * Replays tasks or, if the request names handlers, deliveries to these handlers, whether or not
   * they received them before. Finished tasks start again with their first attempt, and retrying
   * tasks are due now. Pending and running tasks do not change.
   *
   * @param sink is told of handlers that have something due now
   */
  StartedOperation<Replayed> replay(OperationRequest request, TaskSink sink);

  /**
   * Discards dead tasks. They stay visible until retention deletes them.
   *
   * @return the number discarded
   */
  StartedOperation<Long> discard(OperationRequest request);

  /**
   * Deletes deliveries with their tasks, in whatever state these are, and what the files of the
   * inbox still hold of them. Their signatures stay known until they are no longer valid.
   *
   * @return the number of deliveries deleted
   */
  StartedOperation<Long> delete(OperationRequest request);

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
   * @return the number discarded
   */
  CompletionStage<Long> discardPending(String handler);

  /**
   * Stores rejections, dropping older ones if there are too many. Not retried if it fails.
   *
   * @param most the maximum number kept in all
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
   * @param run identifies one start of one receiver
   * @param minutes a step for each
   * @param handlers a step for each minute and handler with attempts
   * @return completes when it is on disk
   */
  CompletionStage<Void> keepActivity(
      long run, List<ActivityStep> minutes, List<HandlerStep> handlers);
}
