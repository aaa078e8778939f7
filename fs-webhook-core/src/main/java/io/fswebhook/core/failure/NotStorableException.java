package io.fswebhook.core.failure;

/**
 * The operator: the database takes other deliveries and refuses this one. Nothing of it was stored.
 * The message never quotes the database, which quotes what it refuses.
 */
public final class NotStorableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NotStorableException(String message, Throwable cause) {
    super(message, cause);
  }
}
