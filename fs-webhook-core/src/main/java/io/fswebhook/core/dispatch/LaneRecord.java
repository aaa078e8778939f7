package io.fswebhook.core.dispatch;

import io.fswebhook.core.dispatch.HandlerStatus.Counts;
import io.fswebhook.core.dispatch.HandlerStatus.LastError;
import io.fswebhook.core.inbox.HandlingState;
import io.fswebhook.core.inbox.Outcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How the attempts of a lane ended. Safe for use by several threads. */
final class LaneRecord {

  private final Map<HandlingState, LongAdder> counts = new EnumMap<>(HandlingState.class);
  private final Durations durations = new Durations();
  private volatile @Nullable LastError lastError;

  LaneRecord() {
    for (HandlingState state : HandlingState.values()) {
      counts.put(state, new LongAdder());
    }
  }

  void add(Outcome outcome) {
    count(outcome.state()).increment();
    durations.add(outcome.duration());
    String error = outcome.error();
    if (error != null) {
      lastError =
          new LastError(
              outcome.handling().delivery().id(),
              error,
              outcome.startedAt().plus(outcome.duration()));
    }
  }

  Counts counts() {
    return new Counts(
        count(HandlingState.SUCCEEDED).sum(),
        count(HandlingState.RETRYING).sum(),
        count(HandlingState.DEAD).sum());
  }

  private LongAdder count(HandlingState state) {
    return Objects.requireNonNull(counts.get(state));
  }

  Duration quantile(double share) {
    return durations.quantile(share);
  }

  @Nullable LastError lastError() {
    return lastError;
  }
}
