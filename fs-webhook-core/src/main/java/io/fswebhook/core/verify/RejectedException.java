package io.fswebhook.core.verify;

import io.fswebhook.core.failure.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The origin of the request is not proven. Message and reason are for the operator; the sender only
 * gets the code.
 */
public final class RejectedException extends RefusedException {

  private static final long serialVersionUID = 1L;

  private static final String OF_WEBHOOK = "signature-rejected";

  /** The code of a request to a stream. */
  public static final String OF_STREAM = "stream-rejected";

  private final RejectionReason reason;
  private final @Nullable String organisation;

  RejectedException(RejectionReason reason, String message) {
    this(OF_WEBHOOK, reason, message, null);
  }

  private RejectedException(
      String code, RejectionReason reason, String message, @Nullable String organisation) {
    super(code, message);
    this.reason = reason;
    this.organisation = organisation;
  }

  static RejectedException malformed(String message) {
    return new RejectedException(RejectionReason.MALFORMED, message);
  }

  /** A request to a stream: one code for token and signature, so that a forger learns nothing. */
  static RejectedException ofStream(String stream, RejectionReason reason, String message) {
    return new RejectedException(OF_STREAM, reason, "stream " + stream + ": " + message, null);
  }

  /**
   * The signature is valid, but older than the replay protection of the inbox reaches.
   *
   * @param stream null for the webhook
   */
  public static RejectedException forgotten(@Nullable String stream) {
    return new RejectedException(
        stream == null ? OF_WEBHOOK : OF_STREAM,
        RejectionReason.TOO_OLD,
        "deliveries and signatures from the time of t were already deleted, so it may be a replay;"
            + " was this machine's clock set back, or fs.webhook.signature.max-age raised?",
        null);
  }

  /** The signature of an organisation that has a secret here matches none. */
  static RejectedException mismatch(@Nullable String organisation, String message) {
    return new RejectedException(OF_WEBHOOK, RejectionReason.MISMATCH, message, organisation);
  }

  /** Whose signature is wrong, as the request claims; null if it claims none, or else is wrong. */
  public @Nullable String organisation() {
    return organisation;
  }

  public RejectionReason reason() {
    return reason;
  }
}
