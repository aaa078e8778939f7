package io.fswebhook.core.verify;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Verifies requests to streams by token, signature or both. Thread-safe; never blocks. */
public final class StreamVerifier {

  private final Map<String, StreamAccess> streams;
  private final Map<String, StreamToken> tokens;
  private final Verifier signatures;
  private final List<String> signatureHeaders;

  /**
   * Knows these streams and no other.
   *
   * @param signatureHeaders those of the verifier
   */
  public StreamVerifier(
      Map<String, StreamAccess> streams, Verifier signatures, List<String> signatureHeaders) {
    this.streams = Map.copyOf(streams);
    this.tokens =
        streams.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> new StreamToken(entry.getValue())));
    this.signatures = signatures;
    this.signatureHeaders = List.copyOf(signatureHeaders);
  }

  public boolean knows(String stream) {
    return streams.containsKey(stream);
  }

  /** Returns the request if its origin is proven as its stream demands. */
  public VerifiedRequest verify(RawRequest request, String stream) throws RejectedException {
    StreamAccess access = streams.get(stream);
    StreamToken token = tokens.get(stream);
    if (access == null || token == null) {
      throw RejectedException.ofStream(
          stream,
          RejectionReason.UNKNOWN_STREAM,
          "it is not configured; set fs.webhook.streams." + stream + ".tokens");
    }
    try {
      return switch (access.signature()) {
        case OFF -> byToken(request, token);
        case ACCEPTED -> bySignatureOrToken(request, token);
        case REQUIRED -> bySignature(request, token);
      };
    } catch (RejectedException e) {
      throw RejectedException.ofStream(stream, e.reason(), String.valueOf(e.getMessage()));
    }
  }

  private VerifiedRequest byToken(RawRequest request, StreamToken token) throws RejectedException {
    token.requireIn(request.headers());
    return VerifiedRequest.withToken(request, Origin.of(request, signatureHeaders));
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
