package io.fswebhook.core.verify;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A parsed signature header, whatever its scheme.
 *
 * @param value the HMAC, 32 bytes
 * @param suffix what is signed after the body
 * @param orgId null if the scheme has none
 * @param signedAt null if the scheme has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a record
record Signature(byte[] value, byte[] suffix, @Nullable String orgId, @Nullable Instant signedAt) {

  static Signature ofBody(byte[] value) {
    return new Signature(value, new byte[0], null, null);
  }

  /** {@code seconds} is signed verbatim, including leading zeros. */
  static Signature ofFullstory(byte[] value, String orgId, String seconds) {
    byte[] suffix = (":" + orgId + ":" + seconds).getBytes(StandardCharsets.US_ASCII);
    Instant signedAt = Instant.ofEpochSecond(Long.parseLong(seconds));
    return new Signature(value, suffix, orgId, signedAt);
  }
}
