package io.fswebhook.core.dispatch;

import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.RetryLaterException;
import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.inbox.HandlingState;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.plugin.HandlerSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Decides what follows from an attempt: done, again and when, or dead. */
record AttemptEnd(RetryPolicy retry, HandlerSettings settings) {

  Outcome succeeded(Handling handling, Instant startedAt, Duration duration) {
    return new Outcome(handling, HandlingState.SUCCEEDED, startedAt, duration, null, null);
  }

  Outcome failed(Handling handling, Instant startedAt, Duration duration, Throwable error) {
    int attempt = handling.attempts() + 1;
    boolean again = !(error instanceof GiveUpException) && attempt < settings.maxAttempts();
    return new Outcome(
        handling,
        again ? HandlingState.RETRYING : HandlingState.DEAD,
        startedAt,
        duration,
        again ? delay(attempt, error) : null,
        ErrorText.of(error));
  }

  private Duration delay(int attempt, @Nullable Throwable error) {
    if (error instanceof RetryLaterException later) {
      return retry.bounded(later.delay());
    }
    return retry.delayAfter(attempt, ThreadLocalRandom.current().nextDouble());
  }
}
