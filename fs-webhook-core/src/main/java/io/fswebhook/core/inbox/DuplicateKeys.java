package io.fswebhook.core.inbox;

import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.verify.Identity;
import io.fswebhook.core.verify.Sha256;
import io.fswebhook.core.verify.VerifiedRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The keys by which duplicates are recognized. Each begins with a time, so that its index grows at
 * its end: random keys would make every commit write another page for every delivery.
 *
 * @param signature identifies the signature: its time and half of the HMAC, which cannot be
 *     replayed; of a stream, what its duplicates have in common
 * @param body identifies body and organisation; null if the body carries no time, so that an equal
 *     one may be another event
 */
@SuppressWarnings("ArrayRecordComponent") // never compared here
public record DuplicateKeys(byte[] signature, byte @Nullable [] body) {

  private static final int HALF_OF_A_HASH = 16;

  /** Of each key: a time in seconds, and half of a hash. */
  public static final int BYTES = Long.BYTES + HALF_OF_A_HASH;

  private static final byte[] NOTHING = {};
  private static final byte[] SEPARATOR = {0};

  public static DuplicateKeys of(ParsedRequest parsed) {
    VerifiedRequest request = parsed.request();
    Identity identity = request.identity();
    return new DuplicateKeys(key(identity.time(), identity.hash()), body(parsed));
  }

  /**
   * The key that is unique in the inbox. If it is the body key, it finds the same signature too,
   * because that signs the body and the organisation.
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
    return ByteBuffer.allocate(BYTES)
        .putLong(time == null ? 0 : time.getEpochSecond())
        .put(hash, 0, HALF_OF_A_HASH)
        .array();
  }
}
