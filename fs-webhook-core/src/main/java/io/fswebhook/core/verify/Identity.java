package io.fswebhook.core.verify;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What makes a request the same as another one.
 *
 * @param time so that keys of a time are close together; null for none
 * @param hash at least 16 bytes: an HMAC, or a hash of what is compared
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Identity(@Nullable Instant time, byte[] hash) {

  /** Of a request read back from the inbox, which has found its duplicates. */
  static final Identity UNKNOWN = new Identity(null, new byte[0]);

  private static final int UNIQUE_BYTES = 16; // fewer than a hash has

  /** One that no other request has. */
  static Identity unique(Instant time) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    ByteBuffer hash = ByteBuffer.allocate(UNIQUE_BYTES);
    return new Identity(time, hash.putLong(random.nextLong()).putLong(random.nextLong()).array());
  }

  /** Whether no other request has it. */
  public boolean isUnique() {
    return hash.length == UNIQUE_BYTES;
  }
}
