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
 * Keeps deliveries and what handlers have still to do with them. Nothing here waits for the disk:
 * every call hands over its work and returns.
 *
 * <p>What hangs on a result runs on the thread that writes and delays every delivery: be quick, or
 * go on with another thread.
 */
public interface Inbox extends AutoCloseable {

  /**
   * Says which handlers are here, from now on. Others that share the inbox give what they receive
   * to these handlers too. In both maps no event name means every event.
   *
   * @param started stay subscribed to these events, and no others, until they are {@link
   *     #unsubscribe unsubscribed}, also when they are not here any more
   * @param waiting could not be started, and are subscribed as long as they are here
   */
  void subscribe(Map<String, Set<String>> started, Map<String, Set<String>> waiting);

  /** Which handlers a delivery may be for, sorted by name. Cheap, and from any thread. */
  List<HandlerSubscription> subscriptions();

  /**
   * Ends the subscription of a handler, except where it is here.
   *
   * @return completes on the thread of the inbox when it is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}
   */
  CompletionStage<Void> unsubscribe(String handler);

  /**
   * Stores a delivery with a waiting task for each of the handlers, and for each that is subscribed
   * and not here, unless it is there already.
   *
   * @param handlers the handlers here that subscribe to it
   * @param sink is offered each new task once it is on disk; what it takes is claimed
   * @return completes on the thread of the inbox when the delivery is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}; what depends on it must be quick
   */
  CompletionStage<Receipt> store(ParsedRequest request, List<String> handlers, TaskSink sink);

  /**
   * Whether a signature of that time can still be told from one that comes again. Not so where the
   * clock was set back, or {@code max-age} was raised, to before what was forgotten in good time.
   * Cheap, and from any thread.
   *
   * @param signedAt null where the scheme carries none: such a signature is never forgotten
   */
  boolean remembers(@Nullable Instant signedAt);

  /**
   * Claims tasks of a handler that are due and not claimed yet, the oldest first. Claimed is
   * claimed until {@link #record}, the end of the process, or as long as it {@link #holds}.
   *
   * @param limit how many at most; fewer when their bodies are large
   * @return completes on the thread of the inbox, in order with the offers to a {@link TaskSink};
   *     what depends on it must be quick
   */
  CompletionStage<Claim> claim(String handler, int limit);

  /**
   * Whether a task that was handed out may be begun. False once this process did not say for too
   * long that it lives: then another one may have it. Cheap, and from any thread.
   */
  boolean holds(HandlerTask task);

  /**
   * Keeps the outcome of an attempt, trying until it is written, and gives the claim back. The
   * outcome of what is not held any more is dropped: it is another's to write.
   */
  void record(Outcome outcome);

  /**
   * Gives claims back: nothing was attempted, and whoever claims next gets them. A claim that is
   * asked for afterwards finds them.
   */
  void release(List<HandlerTask> tasks);

  /**
   * Repairs what a clock that was set back, or a policy that was changed, left behind: of this
   * handler nothing is due later than after {@code longest}, and what waits for its first attempt
   * is due now.
   *
   * @return completes on the thread of the inbox when it is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}
   */
  CompletionStage<Void> bringForward(String handler, Duration longest);

  /**
   * Pauses a handler or lets it go on, for everybody who uses this inbox and until it is changed
   * again.
   *
   * @return completes on the thread of the inbox when it is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}
   */
  CompletionStage<Void> pause(String handler, boolean paused);

  /**
   * Which handlers were ever paused, and whether they are now, by their names.
   *
   * @return completes on the thread of the inbox; what depends on it must be quick
   */
  CompletionStage<Map<String, HandlerControl>> controls();

  /** Shows what is stored. */
  InboxReader reader();

  /** What operators do with what is stored. */
  InboxOperations operations();

  /** Whether the last write worked. While it did not, writing is tried every second. */
  boolean isAvailable();

  /**
   * How many writes have failed so far. Of each it is not known whether it was written all the
   * same, so whoever goes by what it was told has to look again when this has grown. Cheap, and
   * from any thread.
   */
  long failures();

  /** Whether what is stored is whole; empty where that is the database's own business. */
  default Optional<Integrity> integrity() {
    return Optional.empty();
  }

  /** Writes what was handed over and closes. */
  @Override
  void close();
}
