package io.fswebhook.core.failure;

/**
 * The operator must act before the receiver can start. The message is a sentence for that person:
 * what is wrong, where, and what to do.
 *
 * <p>Also for a wrong setting: a default is for an absent one, never for a wrong one.
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
