package io.fswebhook.core.dispatch;

import io.fswebhook.core.dispatch.HandlerStatus.Counts;
import io.fswebhook.core.dispatch.HandlerStatus.LastError;
import io.fswebhook.core.dispatch.HandlerStatus.Recent;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.TaskState;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Statistics of a handler queue's attempts. Thread-safe. */
final class QueueRecord {

  private final Map<TaskState, LongAdder> counts = new EnumMap<>(TaskState.class);
  private final RecentAttempts recent;
  private volatile @Nullable LastError lastError;

  QueueRecord(Clock steady) {
    recent = new RecentAttempts(steady);
    for (TaskState state : TaskState.values()) {
      counts.put(state, new LongAdder());
    }
  }

  void add(Outcome outcome) {
    count(outcome.state()).increment();
    recent.add(outcome.state(), outcome.duration());
    String error = outcome.error();
    if (error != null) {
      lastError =
          new LastError(
              outcome.task().delivery().id(), error, outcome.startedAt().plus(outcome.duration()));
    }
  }

  Counts counts() {
    return new Counts(
        count(TaskState.SUCCEEDED).sum(),
        count(TaskState.RETRYING).sum(),
        count(TaskState.DEAD).sum());
  }

  private LongAdder count(TaskState state) {
    return Objects.requireNonNull(counts.get(state));
  }

  Recent recent() {
    return recent.look();
  }

  @Nullable LastError lastError() {
    return lastError;
  }
}
