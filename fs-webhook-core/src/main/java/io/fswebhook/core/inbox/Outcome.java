package io.fswebhook.core.inbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param task what was attempted
 * @param state succeeded, retrying or dead
 * @param startedAt when the handler was called
 * @param duration how long it took
 * @param retryIn how long it waits until it is due again; null unless retrying. No time of day,
 *     since the clock of the inbox may be another one
 * @param error what went wrong; null after a success
 * @param response what the handler's target answered; null unless the handler reported it
 */
public record Outcome(
    HandlerTask task,
    TaskState state,
    Instant startedAt,
    Duration duration,
    @Nullable Duration retryIn,
    @Nullable String error,
    @Nullable TargetResponse response) {

  public Outcome {
    if ((retryIn != null) != (state == TaskState.RETRYING)) {
      throw new IllegalArgumentException(
          "a wait for the next attempt belongs to retrying, was " + retryIn + " with " + state);
    }
  }

  /** The same number for errors of one kind; null after a success. */
  public @Nullable Long fingerprint() {
    return state == TaskState.SUCCEEDED ? null : ErrorFingerprint.of(error == null ? "" : error);
  }

  /** One whose handler reported no response. */
  public Outcome(
      HandlerTask task,
      TaskState state,
      Instant startedAt,
      Duration duration,
      @Nullable Duration retryIn,
      @Nullable String error) {
    this(task, state, startedAt, duration, retryIn, error, null);
  }

  /** The same without text from a plugin; if it has an error, with another one. */
  public Outcome withoutTexts(String other) {
    return new Outcome(
        task,
        state,
        startedAt,
        duration,
        retryIn,
        error == null ? null : other,
        response == null ? null : new TargetResponse(response.status(), null));
  }
}
