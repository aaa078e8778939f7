package io.fswebhook.api;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by {@link EventHandler#handle} when another attempt cannot help, for instance because the
 * target refuses the content. The task is dead immediately, whatever attempts are left, and stays
 * in the inbox as a dead letter.
 */
public class GiveUpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Gives up for the given reason.
   *
   * @param message why, shown with the attempt
   */
  public GiveUpException(String message) {
    this(message, null);
  }

  /**
   * Gives up because of another exception.
   *
   * @param message why, shown with the attempt
   * @param cause what went wrong, or null
   */
  public GiveUpException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
