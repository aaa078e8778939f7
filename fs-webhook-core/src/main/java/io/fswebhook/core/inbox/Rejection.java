package io.fswebhook.core.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored part of a rejected or malformed request.
 *
 * @param receivedAt when its body was completely read
 * @param address the client, or the last proxy
 * @param reason the code in the log and the metrics
 * @param detail what was wrong, and where; contains no part of the body
 * @param header the signature header with a truncated signature; of a stream, the headers with
 *     scheme and length of what may be its token; null if there was none
 * @param size of the body, in bytes
 * @param bodyStart the first bytes of the body; null in lists, and unless the operator wants them
 *     stored
 * @param leftOut how many more with the same reason arrived around this time and were not stored
 * @param signatureLines the untruncated headers that may carry the signature, one per line; null if
 *     the body is null, and for a stream, whose token could be among them. Not to be shown: until
 *     it expires, a signature may be valid elsewhere
 * @param findings what would make it valid; empty if it was not examined
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

  /** The same, with what is known when it is written. */
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

  /** Without the body, which must not be logged. */
  @Override
  public String toString() {
    return "rejection at " + receivedAt + " of " + address + " (" + reason + ")";
  }
}
