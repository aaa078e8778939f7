package io.fswebhook.core.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored alert, from when it was first seen until it is resolved.
 *
 * @param subject such as the handler; null if it concerns the receiver as a whole
 * @param count of the tasks concerned; null if there are none to count
 * @param seenAt when a node last saw it, by the clock of the inbox like all times here
 * @param resolvedAt null while it is open
 * @param acknowledged null if nobody has acknowledged it
 */
public record KeptAlert(
    long id,
    String kind,
    @Nullable String subject,
    String severity,
    String text,
    @Nullable Long count,
    Instant openedAt,
    Instant seenAt,
    @Nullable Instant resolvedAt,
    @Nullable Acknowledgement acknowledged) {

  /** Who took care of it, when, and with which words. */
  public record Acknowledgement(Instant at, String by, @Nullable String note) {}

  public boolean isOpen() {
    return resolvedAt == null;
  }
}
