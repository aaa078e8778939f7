package io.fswebhook.core.verify;

import io.fswebhook.core.verify.StreamAccess.StreamSignature;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Verifies requests to streams by token, signature or both. Thread-safe; never blocks. */
public final class StreamVerifier {

  private final Map<String, Known> streams;
  private final Verifier signatures;

  private record Known(StreamSignature signature, StreamToken token) {}

  /** Knows these streams and no other. */
  public StreamVerifier(Map<String, StreamAccess> streams, Verifier signatures) {
    this.streams =
        streams.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> known(entry.getValue())));
    this.signatures = signatures;
  }

  private static Known known(StreamAccess access) {
    return new Known(access.signature(), new StreamToken(access));
  }

  /**
   * Rejects a request that is invalid whatever its body is, so that the body need not be read. What
   * passes must still be {@link #verify verified}.
   */
  public void admit(RequestHeaders headers, String stream) throws RejectedException {
    Known known = find(stream);
    if (!known.token().isSet() || mayDoWithout(known.signature(), headers)) {
      return;
    }
    try {
      known.token().requireIn(headers);
    } catch (RejectedException e) {
      throw rejected(stream, e);
    }
  }

  private boolean mayDoWithout(StreamSignature signature, RequestHeaders headers) {
    return signature == StreamSignature.ACCEPTED && signatures.isSigned(headers);
  }

  /** Returns the request if its origin is proven as its stream demands. */
  public VerifiedRequest verify(RawRequest request, String stream) throws RejectedException {
    Known known = find(stream);
    try {
      return switch (known.signature()) {
        case OFF -> byToken(request, known.token());
        case ACCEPTED -> bySignatureOrToken(request, known.token());
        case REQUIRED -> bySignature(request, known.token());
      };
    } catch (RejectedException e) {
      throw rejected(stream, e);
    }
  }

  private Known find(String stream) throws RejectedException {
    Known known = streams.get(stream);
    if (known == null) {
      throw RejectedException.ofStream(
          stream,
          RejectionReason.UNKNOWN_STREAM,
          "it is not configured; set fs.webhook.streams." + stream + ".tokens");
    }
    return known;
  }

  private static RejectedException rejected(String stream, RejectedException cause) {
    return RejectedException.ofStream(stream, cause.reason(), String.valueOf(cause.getMessage()));
  }

  /** No header of a signature is stored: it is not valid, and may have the token. */
  private VerifiedRequest byToken(RawRequest request, StreamToken token) throws RejectedException {
    token.requireIn(request.headers());
    return VerifiedRequest.withToken(request, Origin.of(request, List.of()));
  }

  private VerifiedRequest bySignature(RawRequest request, StreamToken token)
      throws RejectedException {
    if (token.isSet()) {
      token.requireIn(request.headers());
    }
    return signatures.verify(request);
  }

  /** The signature first, since it tells a retry from a new event. */
  private VerifiedRequest bySignatureOrToken(RawRequest request, StreamToken token)
      throws RejectedException {
    try {
      return signatures.verify(request);
    } catch (RejectedException e) {
      if (!token.isSet() || (e.reason() != RejectionReason.MISSING && !token.isIn(request))) {
        throw e;
      }
      return byToken(request, token);
    }
  }
}
