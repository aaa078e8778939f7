package io.fswebhook.core.dispatch;

import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.RetryLaterException;
import io.fswebhook.core.inbox.HandlingState;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.plugin.AttemptSettings;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Decides what follows from an attempt: done, again and when, or dead. */
record AttemptEnd(AttemptSettings settings) {

  Outcome of(Attempt attempt, @Nullable Throwable error) {
    return error == null ? succeeded(attempt) : failed(attempt, error);
  }

  private static Outcome succeeded(Attempt attempt) {
    return new Outcome(
        attempt.handling(),
        HandlingState.SUCCEEDED,
        attempt.startedAt(),
        attempt.elapsed(),
        null,
        null);
  }

  private Outcome failed(Attempt attempt, Throwable error) {
    int number = attempt.handling().attempts() + 1;
    boolean again = !isTheDeliverys(error) && number < settings.maxAttempts();
    return new Outcome(
        attempt.handling(),
        again ? HandlingState.RETRYING : HandlingState.DEAD,
        attempt.startedAt(),
        attempt.elapsed(),
        again ? delay(number, error) : null,
        ErrorText.of(error));
  }

  /** Whether the delivery is to blame, so that the handler may do well with the next one. */
  static boolean isTheDeliverys(Throwable error) {
    return error instanceof GiveUpException;
  }

  private Duration delay(int attempt, Throwable error) {
    Duration asked = asked(error);
    return asked != null
        ? settings.retry().bounded(asked)
        : settings.retry().delayAfter(attempt, ThreadLocalRandom.current().nextDouble());
  }

  /** A plugin's own subclass may answer anything, or throw. */
  private static @Nullable Duration asked(Throwable error) {
    try {
      return error instanceof RetryLaterException later ? later.delay() : null;
    } catch (Throwable e) {
      return null;
    }
  }
}
