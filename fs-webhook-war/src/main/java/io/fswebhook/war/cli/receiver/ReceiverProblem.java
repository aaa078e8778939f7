package io.fswebhook.war.cli.receiver;

import java.io.IOException;

/** What a receiver answered instead of doing what it was asked. */
public final class ReceiverProblem extends IOException {

  private static final long serialVersionUID = 1;

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final int status;

  ReceiverProblem(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }

  /** Whether the same request may succeed later. */
  public boolean isPassing() {
    return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS;
  }
}
