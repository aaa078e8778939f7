package io.fswebhook.core.inbox;

import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.verify.Sha256;
import io.fswebhook.core.verify.VerifiedRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What two deliveries that are the same have in common. Each key begins with a time, so that its
 * index grows at its end: random keys would have every commit write a page of its own for every
 * delivery.
 *
 * @param signature the same signature again: when it was signed, and half of the HMAC, which cannot
 *     be replayed
 * @param body the same body of the same organisation; null when it carries no time and may be
 *     another event
 */
@SuppressWarnings("ArrayRecordComponent") // never compared here
public record DuplicateKeys(byte[] signature, byte @Nullable [] body) {

  private static final int HALF_OF_A_HASH = 16;
  private static final byte[] NOTHING = {};
  private static final byte[] SEPARATOR = {0};

  public static DuplicateKeys of(ParsedRequest parsed) {
    VerifiedRequest request = parsed.request();
    return new DuplicateKeys(key(request.signedAt(), request.signature()), body(parsed));
  }

  /**
   * The one that is unique in the inbox. The body's, where there is one and it counts, finds the
   * same signature too: that signs the body and the organisation.
   */
  public byte[] deciding(boolean sameBodyIsDuplicate) {
    return sameBodyIsDuplicate && body != null ? body : signature;
  }

  private static byte @Nullable [] body(ParsedRequest parsed) {
    if (parsed.ownTime() == null) {
      return null;
    }
    String orgId = parsed.request().orgId();
    byte[] organisation = orgId == null ? NOTHING : orgId.getBytes(StandardCharsets.UTF_8);
    return key(parsed.ownTime(), Sha256.of(organisation, SEPARATOR, parsed.request().body()));
  }

  private static byte[] key(@Nullable Instant time, byte[] hash) {
    return ByteBuffer.allocate(Long.BYTES + HALF_OF_A_HASH)
        .putLong(time == null ? 0 : time.getEpochSecond())
        .put(hash, 0, HALF_OF_A_HASH)
        .array();
  }
}
