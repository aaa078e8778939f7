package io.fswebhook.core.inbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param task what was attempted
 * @param state succeeded, retrying, dead, or discarded if the filter of the handler did not match
 * @param startedAt when the handler was called
 * @param duration how long it took
 * @param retryIn the delay until the next attempt; null unless retrying. A duration, since the
 *     inbox may have another clock
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
          "retryIn must be set if and only if the state is retrying, was "
              + retryIn
              + " with "
              + state);
    }
  }

  /** Identifies the kind of error; null after a success. */
  public @Nullable Long fingerprint() {
    return state == TaskState.SUCCEEDED || state == TaskState.DISCARDED
        ? null
        : ErrorFingerprint.of(error == null ? "" : error);
  }

  /** Of an attempt whose handler reported no response. */
  public Outcome(
      HandlerTask task,
      TaskState state,
      Instant startedAt,
      Duration duration,
      @Nullable Duration retryIn,
      @Nullable String error) {
    this(task, state, startedAt, duration, retryIn, error, null);
  }

  /** A copy without text from the plugin; an error is replaced by another text. */
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
