package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.Outcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps how an attempt ended, then tells everybody. What was thrown may throw itself when it is
 * looked at, and memory may be out: then the task is given back, to be handled again.
 */
record KeepOutcome(
    String handler, AttemptEnd end, QueueContext context, QueueRecord record, QueueLog log) {

  private static final Duration AGAIN = Duration.ofSeconds(1);

  void of(Attempt attempt, @Nullable Throwable error) {
    try {
      Outcome outcome = end.of(attempt, error);
      context.inbox().record(outcome);
      if (outcome.retryIn() != null) {
        wakeIn(outcome.retryIn());
      }
      record.add(outcome);
      context
          .observer()
          .attempted(
              handler, attempt.task().delivery().id(), outcome.state().code(), outcome.duration());
      log.ended(outcome);
    } catch (RuntimeException | Error e) {
      log.notKept(attempt.task(), e);
      context.inbox().release(List.of(attempt.task()));
      wakeIn(AGAIN);
    }
  }

  /** Whichever handler queue has the handler then. */
  private void wakeIn(Duration wait) {
    HandlerQueue queue = context.queueOf().apply(handler);
    if (queue != null) {
      queue.wakeIn(wait);
    }
  }
}
