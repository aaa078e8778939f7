package io.fswebhook.core.failure;

/** Later: the inbox cannot store now, so nothing was acknowledged and the sender tries again. */
public final class InboxUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InboxUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public InboxUnavailableException(String message) {
    super(message, null, false, false);
  }
}
