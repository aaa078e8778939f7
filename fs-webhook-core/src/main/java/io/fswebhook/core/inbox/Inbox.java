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
 * Stores deliveries and the tasks of handlers. No call blocks on the disk: each submits its write
 * and returns.
 *
 * <p>Dependent stages of a result run on a thread of the inbox and delay every delivery, so they
 * must be quick or continue on another thread.
 */
public interface Inbox extends AutoCloseable {

  /**
   * Sets the handlers of this node; other nodes that share the inbox store tasks for them too. In
   * both maps, an empty set means every event.
   *
   * @param started stay subscribed to exactly these events until they are {@link #unsubscribe
   *     unsubscribed}, even after they are gone
   * @param notStarted could not be started, and are subscribed as long as they are present
   */
  void subscribe(Map<String, Set<String>> started, Map<String, Set<String>> notStarted);

  /** The subscribed handlers, sorted by name. Cheap and thread-safe. */
  List<HandlerSubscription> subscriptions();

  /**
   * Ends the subscription of a handler that is not present on this node.
   *
   * @return completes on the thread of the inbox when it is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}
   */
  CompletionStage<Void> unsubscribe(String handler);

  /**
   * Stores a delivery with a pending task for each of the handlers, and for each that is subscribed
   * and not here, unless it is there already. Once it is on disk the result is complete; reads and
   * claims may find it later, see {@link #behind}.
   *
   * @param handlers the handlers of this node that subscribe to it
   * @param sink is offered each new task once it can be claimed; what it accepts is claimed
   * @return completes on the thread of the inbox when the delivery is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}; dependent stages must be quick
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
   * @param limit the maximum number; fewer if their bodies are large
   * @return completes on the thread of the inbox, in order with the offers to a {@link TaskSink};
   *     dependent stages must be quick
   */
  CompletionStage<Claim> claim(String handler, int limit);

  /**
   * Whether an attempt of a claimed task may start. False if this node has not renewed its lease in
   * time, so that another one may hold the task. Cheap and thread-safe.
   */
  boolean holds(HandlerTask task);

  /**
   * Records the outcome of an attempt, retrying until it is written, and releases the claim. The
   * outcome of a task that is no longer held is stale and dropped.
   */
  void record(Outcome outcome);

  /** Releases claims without an attempt; later claims find the tasks again. */
  void release(List<HandlerTask> tasks);

  /**
   * Repairs due times after the clock was set back or the retry policy was changed: tasks of this
   * handler are due within {@code longest}, and first attempts are due now.
   *
   * @return completes on the thread of the inbox when it is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}
   */
  CompletionStage<Void> bringForward(String handler, Duration longest);

  /**
   * Pauses or resumes a handler on all nodes, until changed again.
   *
   * @return completes on the thread of the inbox when it is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}
   */
  CompletionStage<Void> pause(String handler, boolean paused);

  /**
   * The handlers that were ever paused, by name, and whether they are paused now.
   *
   * @return completes on the thread of the inbox; dependent stages must be quick
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

  /**
   * How many deliveries were acknowledged and are on disk, and cannot be read or claimed yet. Zero
   * if the database itself has them on disk before they are acknowledged.
   */
  default long behind() {
    return 0;
  }

  /** Whether the stored data is intact; empty if the database itself is responsible for that. */
  default Optional<Integrity> integrity() {
    return Optional.empty();
  }

  /** Writes everything that was submitted, then closes. */
  @Override
  void close();
}
