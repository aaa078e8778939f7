package io.fswebhook.core.inbox;

import io.fswebhook.core.failure.InboxUnavailableException;
import java.time.Duration;
import java.util.Locale;

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

  /** Whether no more may wait. */
  public boolean isFull(int waiting, long bytes) {
    return waiting >= mostWaiting || bytes >= mostWaitingBytes;
  }

  /** Refuses a write since too many wait. */
  public InboxUnavailableException full(int waiting, long bytes) {
    return new InboxUnavailableException(
        String.format(
            Locale.ROOT,
            "inbox is full (waiting=%d, limit=%d; bytes=%d, limit=%d)",
            waiting,
            mostWaiting,
            bytes,
            mostWaitingBytes));
  }
}
