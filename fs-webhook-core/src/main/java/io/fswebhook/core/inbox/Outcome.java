package io.fswebhook.core.inbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param handling what was attempted
 * @param state succeeded, retrying or dead
 * @param startedAt when the handler was called
 * @param duration how long it took
 * @param nextAttemptAt when it is due again; null unless retrying
 * @param error what went wrong; null after a success
 */
public record Outcome(
    Handling handling,
    HandlingState state,
    Instant startedAt,
    Duration duration,
    @Nullable Instant nextAttemptAt,
    @Nullable String error) {

  public Outcome {
    if ((nextAttemptAt != null) != (state == HandlingState.RETRYING)) {
      throw new IllegalArgumentException(
          "a next attempt belongs to retrying, was " + nextAttemptAt + " with " + state);
    }
  }
}
