package io.fswebhook.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by {@link EventHandler#handle} when the delivery cannot be handled now and the handler
 * knows when to try again, for instance from a {@code Retry-After} header. The attempt counts;
 * after the last one the task is dead nevertheless.
 */
public class RetryLaterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** How long to wait. */
  private final Duration delay;

  /**
   * Asks for another attempt for the given reason.
   *
   * @param message why, shown with the attempt
   * @param delay how long to wait at least; not negative; more than {@code
   *     fs.webhook.retry.max-delay} is cut to it
   */
  public RetryLaterException(String message, Duration delay) {
    this(message, delay, null);
  }

  /**
   * Asks for another attempt because of another exception.
   *
   * @param message why, shown with the attempt
   * @param delay how long to wait at least; not negative; more than {@code
   *     fs.webhook.retry.max-delay} is cut to it
   * @param cause what went wrong, or null
   */
  public RetryLaterException(String message, Duration delay, @Nullable Throwable cause) {
    super(message, cause);
    if (delay.isNegative()) {
      throw new IllegalArgumentException("retry delay must be >= 0, was " + delay);
    }
    this.delay = delay;
  }

  /**
   * How long to wait at least before the next attempt.
   *
   * @return zero or more
   */
  public Duration delay() {
    return delay;
  }
}
