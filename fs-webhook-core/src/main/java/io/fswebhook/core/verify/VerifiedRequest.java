package io.fswebhook.core.verify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request with a valid signature. Only {@link Verifier} creates one, and the inbox when it reads
 * back a stored one, so that unverified bytes are never parsed.
 */
public final class VerifiedRequest {

  private final byte[] body;
  private final byte[] signature;
  private final @Nullable String orgId;
  private final @Nullable Instant signedAt;
  private final Instant receivedAt;
  private final Origin origin;

  VerifiedRequest(
      byte[] body,
      byte[] signature,
      @Nullable String orgId,
      @Nullable Instant signedAt,
      Instant receivedAt,
      Origin origin) {
    this.body = body;
    this.signature = signature;
    this.orgId = orgId;
    this.signedAt = signedAt;
    this.receivedAt = receivedAt;
    this.origin = origin;
  }

  /** For the inbox only: restores what was verified before it was stored, without signature. */
  public static VerifiedRequest restored(
      byte[] body, @Nullable String orgId, @Nullable Instant signedAt, Instant receivedAt) {
    return new VerifiedRequest(body, new byte[0], orgId, signedAt, receivedAt, Origin.UNKNOWN);
  }

  /** For the receipt log only: restores what was verified before it was logged. */
  public static VerifiedRequest logged(
      byte[] body,
      byte[] signature,
      @Nullable String orgId,
      @Nullable Instant signedAt,
      Instant receivedAt,
      Origin origin) {
    return new VerifiedRequest(body, signature, orgId, signedAt, receivedAt, origin);
  }

  /** The bytes as signed; neither copied nor to be modified. */
  public byte[] body() {
    return body;
  }

  /** The HMAC, 32 bytes; empty when restored from the inbox. Not to be modified. */
  public byte[] signature() {
    return signature;
  }

  /** Null if the scheme has none. */
  public @Nullable String orgId() {
    return orgId;
  }

  /** Null if the scheme has none. */
  public @Nullable Instant signedAt() {
    return signedAt;
  }

  public Instant receivedAt() {
    return receivedAt;
  }

  /** Where it came from; empty when restored from the inbox. */
  public Origin origin() {
    return origin;
  }
}
