package io.fswebhook.core.failure;

import io.fswebhook.core.text.RedactedUrl;

/** The inbox cannot store now: nothing was acknowledged, and the sender will retry. */
public final class InboxUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The message is often that of a driver, which may quote a URL with a password. */
  public InboxUnavailableException(String message, Throwable cause) {
    super(RedactedUrl.inText(message), cause);
  }

  public InboxUnavailableException(String message) {
    super(message, null, false, false);
  }
}
