package io.fswebhook.core.activity;

import io.fswebhook.core.inbox.HandlerStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The attempts of one handler in one minute so far. Thread-safe. */
final class HandlerCounts {

  private final String handler;
  private final Instant from;
  final LongAdder succeeded = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder dead = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAccumulator mostNanos = new LongAccumulator(Math::max, 0);
  private volatile @Nullable HandlerStep kept;

  HandlerCounts(String handler, Instant from) {
    this.handler = handler;
    this.from = from;
  }

  void add(String outcome, Duration duration) {
    nanos.add(duration.toNanos());
    mostNanos.accumulate(duration.toNanos());
    if (outcome.equals("succeeded")) {
      succeeded.increment();
      return;
    }
    failed.increment();
    if (outcome.equals("dead")) {
      dead.increment();
    }
  }

  /** Empty when nothing changed since it was written. */
  Optional<HandlerStep> news() {
    HandlerStep step =
        new HandlerStep(
            handler,
            from,
            succeeded.sum(),
            failed.sum(),
            dead.sum(),
            Duration.ofNanos(nanos.sum()),
            Duration.ofNanos(mostNanos.get()));
    return step.equals(kept) ? Optional.empty() : Optional.of(step);
  }

  void kept(HandlerStep step) {
    kept = step;
  }
}
