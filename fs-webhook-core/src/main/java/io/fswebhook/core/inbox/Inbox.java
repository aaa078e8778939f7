package io.fswebhook.core.inbox;

import io.fswebhook.core.parse.ParsedRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Keeps deliveries and what handlers have still to do with them. Nothing here waits for the disk:
 * every call hands over its work and returns.
 */
public interface Inbox extends AutoCloseable {

  /**
   * Stores a delivery with a waiting handling for each of the handlers, unless it is there already.
   *
   * @param handlers the handlers that subscribe to it
   * @param sink is offered each new handling once it is on disk; what it takes is claimed
   * @return completes on the thread of the inbox when the delivery is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}; what depends on it must be quick
   */
  CompletionStage<Receipt> store(ParsedRequest request, List<String> handlers, HandlingSink sink);

  /**
   * Claims handlings of a handler that are due and not claimed yet, the oldest first. Claimed is
   * claimed until {@link #record} or the end of the process.
   *
   * @param limit how many at most; fewer when their bodies are large
   * @return completes on the thread of the inbox, in order with the offers to a {@link
   *     HandlingSink}; what depends on it must be quick
   */
  CompletionStage<Claim> claim(String handler, int limit);

  /** Keeps the outcome of an attempt, trying until it is written, and gives the claim back. */
  void record(Outcome outcome);

  /** Whether the last write worked. While it did not, writing is tried every second. */
  boolean isAvailable();

  /** Writes what was handed over and closes. */
  @Override
  void close();
}
