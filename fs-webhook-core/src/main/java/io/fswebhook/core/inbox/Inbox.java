package io.fswebhook.core.inbox;

import io.fswebhook.core.node.SeenNode;
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
   * @param ended are no longer subscribed, at the same moment, unless another node has them
   */
  void subscribe(
      Map<String, Set<String>> started, Map<String, Set<String>> notStarted, Set<String> ended);

  /** The subscribed handlers, sorted by name. Cheap and thread-safe. */
  List<HandlerSubscription> subscriptions();

  /**
   * The nodes that share this inbox, as of some moments ago, eldest first; empty if no other one
   * can. Cheap and thread-safe.
   */
  default List<SeenNode> nodes() {
    return List.of();
  }

  /**
   * Ends the subscription of a handler that is not present on this node.
   *
   * @return completes on the thread of the inbox when it is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}
   */
  CompletionStage<Void> unsubscribe(String handler);

  /**
   * Stores a delivery with a pending task for each of the handlers, unless it is there already.
   * Once it is on disk the result is complete; reads and claims may find it later, see {@link
   * #behind}.
   *
   * @param handlers of any node
   * @param sink is offered each new task once it can be claimed; what it accepts is claimed
   * @return completes on the thread of the inbox when the delivery is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}; dependent stages must be quick
   */
  CompletionStage<Receipt> store(ParsedRequest request, List<String> handlers, TaskSink sink);

  /**
   * Where a partition goes on: all before that offset is stored.
   *
   * @return completes on the thread of the inbox, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}; dependent stages must be quick
   */
  CompletionStage<Long> position(Partition partition);

  /**
   * Stores what was read from a partition as {@link #store} does, and moves its {@link #position},
   * in one transaction. Does neither if the position is not where the batch begins.
   *
   * @return completes on the thread of the inbox when it is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}, or with {@link
   *     io.fswebhook.core.failure.NotStorableException} if the database refuses one of the
   *     deliveries; dependent stages must be quick
   */
  CompletionStage<StoredBatch> store(PartitionBatch batch, TaskSink sink);

  /**
   * The name of the consumer group of all nodes that share this inbox; always the same.
   *
   * @return as of {@link #position}
   */
  CompletionStage<String> consumerGroup();

  /**
   * Whether a replay of a signature of that time would be recognized. False if the clock was set
   * back, or {@code max-age} was raised, to before the time up to which signatures were forgotten.
   * Cheap and thread-safe.
   *
   * @param signedAt null where the scheme carries none: such a signature is never forgotten
   */
  boolean remembers(@Nullable Instant signedAt);

  /**
   * Keeps deliveries, and signatures after their time, for this long from now on. Thread-safe.
   *
   * @param signatures longer than they can verify
   */
  void keepFor(Retention retention, Duration signatures);

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
   * As {@link #claim}, for a handler with an order: of each ordering key only the first task that
   * is unfinished, in the order of receipt, and none while another one of its key is claimed on any
   * node. Goes round the keys, a bounded number in each call.
   *
   * @param strict whether a dead task holds up those of its key that follow
   */
  CompletionStage<Claim> claimInOrder(String handler, int limit, boolean strict);

  /**
   * Whether an attempt of a claimed task may start. False if this node has not renewed its lease in
   * time, so that another one may hold the task. Cheap and thread-safe.
   */
  boolean holds(HandlerTask task);

  /**
   * Permission to begin attempts of a handler, one in each interval on all nodes together. What was
   * not used for up to a tenth of a second may be made up for at once.
   *
   * @param interval at least a microsecond
   * @param wanted at least 1; what is granted counts as used
   * @return completes on the thread of the inbox, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}; dependent stages must be quick
   */
  CompletionStage<Permits> permits(String handler, Duration interval, int wanted);

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

  /** Alerts of all nodes. */
  InboxAlerts alerts();

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
