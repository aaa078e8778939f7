package io.fswebhook.core.verify;

import io.fswebhook.core.failure.RefusedException;

/**
 * The signature does not prove where the request comes from. The message says why, for the
 * operator; the sender is told the code only.
 */
public final class SignatureRejectedException extends RefusedException {

  private static final long serialVersionUID = 1L;

  /** The same for the log, the metrics and the console. */
  private final RejectionReason reason;

  SignatureRejectedException(RejectionReason reason, String message) {
    super("signature-rejected", message);
    this.reason = reason;
  }

  static SignatureRejectedException malformed(String message) {
    return new SignatureRejectedException(RejectionReason.MALFORMED, message);
  }

  public RejectionReason reason() {
    return reason;
  }
}
