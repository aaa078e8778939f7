package io.fswebhook.core.verify;

import io.fswebhook.core.trace.TraceContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request whose origin is proven. Only {@link Verifier} and {@link StreamVerifier} create one,
 * and the inbox when it reads back a stored one, so that unverified bytes are never parsed.
 */
public final class VerifiedRequest {

  private final @Nullable String stream;
  private final byte[] body;
  private final Identity identity;
  private final @Nullable String orgId;
  private final @Nullable Instant signedAt;
  private final Instant receivedAt;
  private final Origin origin;
  private final @Nullable TraceContext trace;

  private VerifiedRequest(
      @Nullable String stream,
      byte[] body,
      Identity identity,
      @Nullable String orgId,
      @Nullable Instant signedAt,
      Instant receivedAt,
      Origin origin,
      @Nullable TraceContext trace) {
    this.stream = stream;
    this.body = body;
    this.identity = identity;
    this.orgId = orgId;
    this.signedAt = signedAt;
    this.receivedAt = receivedAt;
    this.origin = origin;
    this.trace = trace;
  }

  static VerifiedRequest signed(RawRequest request, Signature signature, Origin origin) {
    return new VerifiedRequest(
        request.stream(),
        request.body(),
        new Identity(signature.signedAt(), signature.value()),
        signature.orgId(),
        signature.signedAt(),
        request.receivedAt(),
        origin,
        request.trace());
  }

  static VerifiedRequest withToken(RawRequest request, Origin origin) {
    return new VerifiedRequest(
        request.stream(),
        request.body(),
        Identity.unique(request.receivedAt()),
        null,
        null,
        request.receivedAt(),
        origin,
        request.trace());
  }

  /** For the inbox only: restores what was verified before it was stored, without identity. */
  public static VerifiedRequest restored(
      @Nullable String stream,
      byte[] body,
      @Nullable String orgId,
      @Nullable Instant signedAt,
      Instant receivedAt,
      @Nullable TraceContext trace) {
    return new VerifiedRequest(
        stream, body, Identity.UNKNOWN, orgId, signedAt, receivedAt, Origin.UNKNOWN, trace);
  }

  /** For the receipt log only: restores what was verified before it was logged. */
  public VerifiedRequest logged(Identity loggedIdentity, Origin loggedOrigin) {
    return new VerifiedRequest(
        stream, body, loggedIdentity, orgId, signedAt, receivedAt, loggedOrigin, trace);
  }

  /** The same request, to be compared by something else. */
  public VerifiedRequest identifiedBy(Identity other) {
    return new VerifiedRequest(stream, body, other, orgId, signedAt, receivedAt, origin, trace);
  }

  /** The stream that it was sent to; null for the webhook. */
  public @Nullable String stream() {
    return stream;
  }

  /** The bytes as received; neither copied nor to be modified. */
  public byte[] body() {
    return body;
  }

  /** What makes it the same as another one; unknown when restored from the inbox. */
  public Identity identity() {
    return identity;
  }

  /** Null if there is no signature, or the scheme has none. */
  public @Nullable String orgId() {
    return orgId;
  }

  /** Null if there is no signature, or the scheme has none. */
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

  /** Of the span that received it; null if none did. */
  public @Nullable TraceContext trace() {
    return trace;
  }
}
