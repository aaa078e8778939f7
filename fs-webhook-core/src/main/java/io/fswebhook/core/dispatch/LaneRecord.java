package io.fswebhook.core.dispatch;

import io.fswebhook.core.dispatch.HandlerStatus.Counts;
import io.fswebhook.core.dispatch.HandlerStatus.LastError;
import io.fswebhook.core.dispatch.HandlerStatus.Recent;
import io.fswebhook.core.inbox.HandlingState;
import io.fswebhook.core.inbox.Outcome;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How the attempts of a lane ended. Safe for use by several threads. */
final class LaneRecord {

  private final Map<HandlingState, LongAdder> counts = new EnumMap<>(HandlingState.class);
  private final RecentAttempts recent;
  private volatile @Nullable LastError lastError;

  LaneRecord(Clock steady) {
    recent = new RecentAttempts(steady);
    for (HandlingState state : HandlingState.values()) {
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

  Recent recent() {
    return recent.look();
  }

  @Nullable LastError lastError() {
    return lastError;
  }
}
