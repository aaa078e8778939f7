package io.fswebhook.core.verify;

/**
 * Why a request was rejected. Logs, metrics and the console use the stable code; the sender never
 * sees it.
 */
public enum RejectionReason {
  MISSING("missing"),
  MALFORMED("malformed"),
  UNKNOWN_ORGANISATION("unknown-organisation"),
  MISMATCH("mismatch"),
  TOO_OLD("too-old"),
  TOO_FAR_IN_FUTURE("too-far-in-future"),
  TOKEN_MISSING("token-missing"),
  TOKEN_MALFORMED("token-malformed"),
  TOKEN_MISMATCH("token-mismatch"),
  UNKNOWN_STREAM("unknown-stream");

  private final String code;

  RejectionReason(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
