package io.fswebhook.core.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that was turned away, as far as it is kept.
 *
 * @param receivedAt when its body had been read
 * @param address who sent it, or the proxy in between
 * @param reason the code of the log and the metrics
 * @param detail what was wrong, and where; holds nothing of the body
 * @param header the signature header with the signature itself cut short; null when there was none
 * @param size of the body, in bytes
 * @param bodyStart its first bytes; null unless the operator wants them kept, and in lists
 * @param leftOut how many more of the same reason came at about this time and were not kept
 * @param signatureLines the headers that may carry the signature, whole, one a line; null where the
 *     body is. Not to be shown: within its time, a signature may be valid elsewhere
 * @param findings what would make it valid; empty when nobody looked
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Rejection(
    Instant receivedAt,
    String address,
    String reason,
    @Nullable String detail,
    @Nullable String header,
    int size,
    byte @Nullable [] bodyStart,
    long leftOut,
    @Nullable String signatureLines,
    List<Finding> findings) {

  /** The same, with what is known once it is written. */
  public Rejection with(long others, List<Finding> found) {
    return new Rejection(
        receivedAt,
        address,
        reason,
        detail,
        header,
        size,
        bodyStart,
        others,
        signatureLines,
        List.copyOf(found));
  }

  /** Without the body: what is logged must not hold it. */
  @Override
  public String toString() {
    return "rejection at " + receivedAt + " of " + address + " (" + reason + ")";
  }
}
