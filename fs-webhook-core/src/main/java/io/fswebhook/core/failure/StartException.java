package io.fswebhook.core.failure;

/**
 * The operator must act before the receiver can start. The message is a sentence for that person:
 * what is wrong, where, and what to do.
 */
public final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartException(String message) {
    super(message);
  }

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
