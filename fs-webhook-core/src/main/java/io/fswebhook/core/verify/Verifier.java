package io.fswebhook.core.verify;

import java.util.List;

/** Verifies the signature over the raw bytes. Safe for use by several threads; never blocks. */
public final class Verifier {

  private final List<String> headers;
  private final SignatureLine line;
  private final SignatureScheme scheme;
  private final Keyring keyring;
  private final TimeWindow window;

  public Verifier(VerifySettings settings) {
    this.headers = settings.headers();
    this.line = new SignatureLine(settings.headers());
    this.scheme = settings.scheme();
    this.keyring = new Keyring(settings.secrets(), settings.orgSecrets());
    this.window = new TimeWindow(settings.maxAge(), settings.maxSkew());
  }

  /** The request, if its signature is right. */
  public VerifiedRequest verify(RawRequest request) throws SignatureRejectedException {
    Signature signature = scheme.read(line.of(request.headers()));
    keyring.requireMatch(signature, request.body());
    // Last, so that a refusal for its time is always one of a genuine signature.
    window.requireWithin(signature.signedAt(), request.receivedAt());
    return new VerifiedRequest(
        request.body(),
        signature.value(),
        signature.orgId(),
        signature.signedAt(),
        request.receivedAt(),
        Origin.of(request, headers));
  }
}
