package io.fswebhook.core.verify;

/**
 * Why a signature was rejected. Logs, metrics and the console use the stable code; the sender never
 * sees it.
 */
public enum RejectionReason {
  MISSING("missing"),
  MALFORMED("malformed"),
  UNKNOWN_ORGANISATION("unknown-organisation"),
  MISMATCH("mismatch"),
  TOO_OLD("too-old"),
  TOO_FAR_IN_FUTURE("too-far-in-future");

  private final String code;

  RejectionReason(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
