package io.fswebhook.core.inbox;

import java.time.Duration;

/**
 * How much may wait for an inbox, and for how long.
 *
 * @param mostWaiting how many pieces of work may wait to be written; more are refused
 * @param mostWaitingBytes how large the bodies among them may be together
 * @param timeout how long a database may take to answer before the connection is given up
 * @param lease how long a receiver that shares a database may be silent before others take over its
 *     work
 */
public record InboxLimits(
    int mostWaiting, long mostWaitingBytes, Duration timeout, Duration lease) {

  public static final InboxLimits DEFAULT =
      new InboxLimits(10_000, 64L << 20, Duration.ofSeconds(10), Duration.ofSeconds(15));
}
