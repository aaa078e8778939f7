package io.fswebhook.core;

import io.fswebhook.core.inbox.AuditRecord;
import io.fswebhook.core.inbox.InboxOperations;
import io.fswebhook.core.inbox.OperationRequest;
import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.core.inbox.StartedOperation;
import io.fswebhook.core.inbox.TaskCount;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskSink;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * What operators do with stored deliveries. Works in small steps, so that deliveries can be stored
 * meanwhile, and may take a while. Results complete on a thread of the inbox, or with {@link
 * io.fswebhook.core.failure.InboxUnavailableException}: completed steps stay done, and repeating
 * the call continues with the rest. Dependent stages must be quick. Thread-safe.
 */
public final class Operations {

  private final InboxOperations inbox;
  private final HandlerSubscriptions subscriptions;
  private final TaskSink dispatcher;

  Operations(InboxOperations inbox, HandlerSubscriptions subscriptions, TaskSink dispatcher) {
    this.inbox = inbox;
    this.subscriptions = subscriptions;
    this.dispatcher = dispatcher;
  }

  /** Counts what a filter applies to, such as before a replay. */
  public CompletionStage<TaskCount> count(TaskFilter filter) {
    return inbox.count(filter);
  }

  /**
   * Replays tasks, each at its own handler. Those that are finished, in whatever way, begin again
   * with attempt 1 and keep their former attempts. Those that wait for their next attempt make it
   * now. Those that still wait for their first one, or are being attempted at this moment, are left
   * as they are. While a handler is paused, its replays wait. Where the request names handlers, it
   * replays deliveries to these, as {@link #replayTo} does.
   */
  public StartedOperation<Replayed> replay(OperationRequest request) {
    return inbox.replay(request, dispatcher);
  }

  /**
   * Replays deliveries to chosen handlers, including handlers that never received them, without an
   * operation that shows what became of it.
   *
   * @param filter which deliveries: those with at least one task that it applies to, where it asks
   *     for handler or state
   * @param handlers their names; what is for one that is nowhere waits for it
   */
  public CompletionStage<Replayed> replayTo(TaskFilter filter, Set<String> handlers) {
    List<String> chosen = List.copyOf(handlers);
    return inbox.replayTo(filter, eventName -> chosen, dispatcher);
  }

  /**
   * Replays deliveries to chosen handlers and, in the same go, to all handlers that subscribe to
   * their event now. In two goes, a handler that is quick would have them twice.
   */
  public CompletionStage<Replayed> replayToSubscribersAnd(TaskFilter filter, Set<String> handlers) {
    return inbox.replayTo(
        filter,
        eventName ->
            Stream.concat(handlers.stream(), subscriptions.subscribers(eventName).stream())
                .distinct()
                .toList(),
        dispatcher);
  }

  /**
   * Discards dead tasks. They stay visible until retention deletes them.
   *
   * @return with how many there were
   */
  public StartedOperation<Long> discard(OperationRequest request) {
    return inbox.discard(request);
  }

  /**
   * Deletes deliveries with their tasks for good, in whatever state these are. A handler that has
   * one of them at this moment goes on, and its outcome is dropped.
   *
   * @return with how many deliveries there were
   */
  public StartedOperation<Long> delete(OperationRequest request) {
    return inbox.delete(request);
  }

  /**
   * Cancels an operation, on whatever node it runs. What it did until then stays done.
   *
   * @return completes when it is on disk; one that has ended does not change
   */
  public CompletionStage<Void> cancel(long operation) {
    return inbox.cancel(operation);
  }

  /**
   * Adds an entry to the audit log.
   *
   * @return completes when it is on disk
   */
  public CompletionStage<Void> audit(AuditRecord what) {
    return inbox.audit(what);
  }
}
