package io.fswebhook.api;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by {@link EventHandler#handle} when another attempt cannot help, for instance because the
 * target refuses the content. The task is dead at once, whatever attempts are left, and stays in
 * the inbox as such.
 */
public class GiveUpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Gives up for a reason of the handler's own.
   *
   * @param message why, for the one who reads the attempts
   */
  public GiveUpException(String message) {
    this(message, null);
  }

  /**
   * Gives up because something else went wrong.
   *
   * @param message why, for the one who reads the attempts
   * @param cause what went wrong, or null
   */
  public GiveUpException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
