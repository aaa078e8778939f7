package io.fswebhook.core.verify;

import io.fswebhook.core.failure.RefusedException;

/**
 * The signature does not prove where the request comes from. The message says why, for the
 * operator; the sender is told the code only.
 *
 * <p>The reason is for the log and the metrics; a sender is never told.
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

  /** It verifies by the machine's clock, and is older than what the inbox still remembers. */
  public static SignatureRejectedException forgotten() {
    return new SignatureRejectedException(
        RejectionReason.TOO_OLD,
        "t is from a time of which deliveries and their signatures were deleted already, so it may be"
            + " a replay; was this machine's clock set back, or fs.webhook.signature.max-age raised?");
  }

  public RejectionReason reason() {
    return reason;
  }
}
