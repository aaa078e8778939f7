package io.fswebhook.core.activity;

import io.fswebhook.core.inbox.ActivityStep;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What happened in one minute so far. Safe for use by several threads. */
final class MinuteCounts {

  private static final long NOBODY_LOOKED = -1;

  final LongAdder received = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final LongAdder rejected = new LongAdder();
  final LongAdder handled = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder dead = new LongAdder();

  private final long number;
  private final AtomicLong mostWaiting = new AtomicLong(NOBODY_LOOKED);
  private volatile @Nullable ActivityStep kept;

  /** Of the minute with this number since 1970. */
  MinuteCounts(long number) {
    this.number = number;
  }

  long number() {
    return number;
  }

  void waiting(long handlings) {
    mostWaiting.accumulateAndGet(handlings, Math::max);
  }

  private ActivityStep step() {
    long waiting = mostWaiting.get();
    return new ActivityStep(
        Instant.ofEpochSecond(number * 60),
        received.sum(),
        duplicates.sum(),
        rejected.sum(),
        handled.sum(),
        failed.sum(),
        dead.sum(),
        waiting == NOBODY_LOOKED ? null : waiting);
  }

  /** What there is to say, unless it is kept already. */
  Optional<ActivityStep> news() {
    ActivityStep step = step();
    return step.equals(kept) ? Optional.empty() : Optional.of(step);
  }

  void kept(ActivityStep step) {
    kept = step;
  }
}
