package io.fswebhook.core.verify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request whose signature is right. Only {@link Verifier} makes one, and the inbox when it reads
 * back what it stored, so that nothing unverified is ever parsed.
 *
 * <p>Do not use {@code restored} for anything else.
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

  /** For the inbox alone: what was verified before it was stored. Its signature is not kept. */
  public static VerifiedRequest restored(
      byte[] body, @Nullable String orgId, @Nullable Instant signedAt, Instant receivedAt) {
    return new VerifiedRequest(body, new byte[0], orgId, signedAt, receivedAt, Origin.UNKNOWN);
  }

  /** Every byte as signed; not copied, and not to be changed. */
  public byte[] body() {
    return body;
  }

  /** The HMAC, 32 bytes; empty when restored from the inbox. Not copied, and not to be changed. */
  public byte[] signature() {
    return signature;
  }

  /** Null where the scheme carries none. */
  public @Nullable String orgId() {
    return orgId;
  }

  /** Null where the scheme carries none. */
  public @Nullable Instant signedAt() {
    return signedAt;
  }

  public Instant receivedAt() {
    return receivedAt;
  }

  /** How it came; empty when restored from the inbox. */
  public Origin origin() {
    return origin;
  }
}
