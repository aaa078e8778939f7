package io.fswebhook.core.dispatch;

import io.fswebhook.api.ExpressionException;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.RetryLaterException;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.plugin.AttemptSettings;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Decides what follows an attempt: success, a retry and when, or the dead letter state. */
record AttemptEnd(AttemptSettings settings) {

  private static final int MOST_CAUSES = 5;
  private static final int LONGEST_ERROR = 2_000;

  Outcome of(Attempt attempt, @Nullable Throwable error) {
    if (error instanceof FilterException filter && filter.isUnmatched()) {
      return unmatched(attempt, String.valueOf(filter.getMessage()));
    }
    return error == null ? succeeded(attempt) : failed(attempt, error);
  }

  private static Outcome unmatched(Attempt attempt, String why) {
    return new Outcome(
        attempt.task(), TaskState.DISCARDED, attempt.startedAt(), attempt.elapsed(), null, why);
  }

  private static Outcome succeeded(Attempt attempt) {
    return new Outcome(
        attempt.task(),
        TaskState.SUCCEEDED,
        attempt.startedAt(),
        attempt.elapsed(),
        null,
        null,
        attempt.response());
  }

  private Outcome failed(Attempt attempt, Throwable error) {
    int number = attempt.task().attempts() + 1;
    boolean again = !isTheDeliverys(error) && number < settings.maxAttempts();
    return new Outcome(
        attempt.task(),
        again ? TaskState.RETRYING : TaskState.DEAD,
        attempt.startedAt(),
        attempt.elapsed(),
        again ? delay(number, error) : null,
        describeAll(error),
        attempt.response());
  }

  /** Whether the delivery is to blame, so that the handler may succeed with the next one. */
  static boolean isTheDeliverys(Throwable error) {
    return error instanceof GiveUpException;
  }

  /** Whether a rule of the operator's is to blame, which says nothing about the handler. */
  static boolean isTheRules(Throwable error) {
    return error instanceof FilterException || error instanceof ExpressionException;
  }

  private Duration delay(int attempt, Throwable error) {
    Duration asked = asked(error);
    return asked != null
        ? settings.retry().bounded(asked)
        : settings.retry().delayAfter(attempt, ThreadLocalRandom.current().nextDouble());
  }

  /** A plugin's own subclass may return anything, or throw. */
  private static @Nullable Duration asked(Throwable error) {
    try {
      return error instanceof RetryLaterException later ? later.delay() : null;
    } catch (Throwable e) {
      return null;
    }
  }

  /** Each cause's class and message, bounded. A plugin's own exception may throw when asked. */
  private static String describeAll(Throwable error) {
    StringBuilder text = new StringBuilder();
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      text.append(depth == 0 ? "" : "; caused by ").append(describe(cause));
      cause = causeOf(cause);
    }
    return shortened(text.toString());
  }

  private static String describe(Throwable error) {
    try {
      return isTheRules(error)
          ? shortened(String.valueOf(error.getMessage()))
          : shortened(String.valueOf(error.toString()));
    } catch (Throwable e) {
      return error.getClass().getName();
    }
  }

  private static @Nullable Throwable causeOf(Throwable error) {
    try {
      Throwable cause = error.getCause();
      return cause == error ? null : cause;
    } catch (Throwable e) {
      return null;
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
  }
}
