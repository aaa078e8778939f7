package io.fswebhook.core.verify;

import io.fswebhook.core.failure.RefusedException;

/**
 * The signature does not prove the origin of the request. Message and reason are for the operator;
 * the sender only gets the code.
 */
public final class SignatureRejectedException extends RefusedException {

  private static final long serialVersionUID = 1L;

  private final RejectionReason reason;

  SignatureRejectedException(RejectionReason reason, String message) {
    super("signature-rejected", message);
    this.reason = reason;
  }

  static SignatureRejectedException malformed(String message) {
    return new SignatureRejectedException(RejectionReason.MALFORMED, message);
  }

  /** The signature is valid, but older than the replay protection of the inbox reaches. */
  public static SignatureRejectedException forgotten() {
    return new SignatureRejectedException(
        RejectionReason.TOO_OLD,
        "deliveries and signatures from the time of t were already deleted, so it may be a replay;"
            + " was this machine's clock set back, or fs.webhook.signature.max-age raised?");
  }

  public RejectionReason reason() {
    return reason;
  }
}
