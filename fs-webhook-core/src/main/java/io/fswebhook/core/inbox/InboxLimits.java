package io.fswebhook.core.inbox;

import java.time.Duration;

/**
 * Limits on writes that are waiting for the inbox.
 *
 * @param mostWaiting how many writes may be waiting; more are refused
 * @param mostWaitingBytes the maximum total size of their bodies
 * @param timeout how long a database may take to answer before the connection is closed
 * @param lease how long a node may be silent before others take over its tasks
 */
public record InboxLimits(
    int mostWaiting, long mostWaitingBytes, Duration timeout, Duration lease) {

  /** The bodies get at most an eighth of the heap. */
  public static final InboxLimits DEFAULT =
      new InboxLimits(
          10_000,
          Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15));
}
