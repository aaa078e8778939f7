package io.fswebhook.war.cli.receiver;

import java.io.IOException;

/** A receiver answered that it did not do what it was asked for. */
public final class ReceiverProblem extends IOException {

  private static final long serialVersionUID = 1;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final int status;
  private final String code;

  ReceiverProblem(int status, String code, String detail) {
    super((status + " " + code + ": " + detail).strip());
    this.status = status;
    this.code = code;
  }

  /** Of HTTP. */
  public int status() {
    return status;
  }

  /** Whether the same request may succeed later. */
  public boolean isPassing() {
    return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS;
  }

  /** What a program can rely on. */
  public String code() {
    return code;
  }

  /** Whether a value was wrong that was typed. */
  public boolean isWrongUse() {
    return status == BAD_REQUEST;
  }
}
