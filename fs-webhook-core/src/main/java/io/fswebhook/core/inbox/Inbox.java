package io.fswebhook.core.inbox;

import io.fswebhook.core.parse.ParsedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Stores deliveries and the tasks of handlers. Nothing here blocks on the disk: every call submits
 * its work and returns.
 *
 * <p>Dependent stages of a result run on the writer thread and delay every delivery: be quick, or
 * continue on another thread.
 */
public interface Inbox extends AutoCloseable {

  /**
   * Sets the handlers of this node. Other nodes that share the inbox store tasks for them too. In
   * both maps, an empty set means every event.
   *
   * @param started stay subscribed to these events, and no others, until they are {@link
   *     #unsubscribe unsubscribed}, also when they are not here any more
   * @param waiting could not be started, and are subscribed as long as they are present
   */
  void subscribe(Map<String, Set<String>> started, Map<String, Set<String>> waiting);

  /** The handlers that a delivery may be for, sorted by name. Cheap and thread-safe. */
  List<HandlerSubscription> subscriptions();

  /**
   * Ends the subscription of a handler, except where it is here.
   *
   * @return completes on the thread of the inbox when it is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}
   */
  CompletionStage<Void> unsubscribe(String handler);

  /**
   * Stores a delivery with a pending task for each of the handlers, and for each that is subscribed
   * and not here, unless it is there already.
   *
   * @param handlers the handlers here that subscribe to it
   * @param sink is offered each new task once it is on disk; what it takes is claimed
   * @return completes on the thread of the inbox when the delivery is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}; what depends on it must be quick
   */
  CompletionStage<Receipt> store(ParsedRequest request, List<String> handlers, TaskSink sink);

  /**
   * Whether a replay of a signature of that time would be recognized. False if the clock was set
   * back, or {@code max-age} was raised, to before the time up to which signatures were forgotten.
   * Cheap and thread-safe.
   *
   * @param signedAt null where the scheme carries none: such a signature is never forgotten
   */
  boolean remembers(@Nullable Instant signedAt);

  /**
   * Claims due, unclaimed tasks of a handler, oldest first. A claim lasts until {@link #record},
   * {@link #release}, the end of the process, or until it no longer {@link #holds}.
   *
   * @param limit how many at most; fewer when their bodies are large
   * @return completes on the thread of the inbox, in order with the offers to a {@link TaskSink};
   *     what depends on it must be quick
   */
  CompletionStage<Claim> claim(String handler, int limit);

  /**
   * Whether a claimed task may be begun. False if this node has not renewed its lease in time, so
   * that another one may have it. Cheap and thread-safe.
   */
  boolean holds(HandlerTask task);

  /**
   * Records the outcome of an attempt, retrying until it is written, and releases the claim. The
   * outcome of a task that is no longer held is dropped: it is stale.
   */
  void record(Outcome outcome);

  /** Releases claims without an attempt. Later claims find the tasks. */
  void release(List<HandlerTask> tasks);

  /**
   * Repairs due times after the clock was set back or the retry policy was changed: no task of this
   * handler is due later than after {@code longest}, and first attempts are due now.
   *
   * @return completes on the thread of the inbox when it is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}
   */
  CompletionStage<Void> bringForward(String handler, Duration longest);

  /**
   * Pauses or resumes a handler on all nodes, until it is changed again.
   *
   * @return completes on the thread of the inbox when it is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}
   */
  CompletionStage<Void> pause(String handler, boolean paused);

  /**
   * The handlers that were ever paused, by name, and whether they are now.
   *
   * @return completes on the thread of the inbox; what depends on it must be quick
   */
  CompletionStage<Map<String, HandlerControl>> controls();

  /** Reads what is stored. */
  InboxReader reader();

  /** Operations on what is stored. */
  InboxOperations operations();

  /** Whether the last write succeeded. If not, writing is retried every second. */
  boolean isAvailable();

  /**
   * How many transactions have failed so far. Any of them may have been committed all the same, so
   * callers that rely on notifications must check again when this grows. Cheap and thread-safe.
   */
  long failures();

  /** Whether the stored data is intact; empty if the database itself is responsible for that. */
  default Optional<Integrity> integrity() {
    return Optional.empty();
  }

  /** Writes everything submitted, then closes. */
  @Override
  void close();
}
