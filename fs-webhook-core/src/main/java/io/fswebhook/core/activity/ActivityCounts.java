package io.fswebhook.core.activity;

import io.fswebhook.core.inbox.ActivityStep;
import io.fswebhook.core.inbox.HandlerStep;
import io.fswebhook.core.observe.ReceiverObserver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts activity by the minute. Called for every delivery, so each call costs no more than reading
 * the clock and incrementing a counter.
 */
public final class ActivityCounts implements ReceiverObserver {

  /** If the inbox is unavailable for longer, the oldest counts are dropped. */
  private static final int MOST_MINUTES = 240;

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final Clock clock;
  private final ConcurrentSkipListMap<Long, MinuteCounts> minutes = new ConcurrentSkipListMap<>();
  private volatile MinuteCounts latest = new MinuteCounts(Long.MIN_VALUE);

  /**
   * Starts with no activity.
   *
   * @param clock the wall clock
   */
  public ActivityCounts(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void stored(String deliveryId, String eventName, @Nullable String orgId, boolean test) {
    now().received.increment();
  }

  @Override
  public void duplicate(String eventName) {
    now().duplicates.increment();
  }

  @Override
  public void rejected(String reasonCode) {
    now().rejected.increment();
  }

  @Override
  public void malformed() {
    now().rejected.increment();
  }

  @Override
  public void attempted(String handler, String deliveryId, String outcome, Duration duration) {

    now().of(handler).add(outcome, duration);
  }

  /** The number of tasks that are pending now. */
  void pending(long tasks) {
    now().mostPending.accumulateAndGet(tasks, Math::max);
  }

  private MinuteCounts now() {
    long number = Math.floorDiv(clock.millis(), MINUTE);
    MinuteCounts minute = latest;
    if (minute.number == number) {
      return minute;
    }
    minute = minutes.computeIfAbsent(number, MinuteCounts::new);
    latest = minute;
    while (minutes.size() > MOST_MINUTES) {
      forgetFarthestFrom(number);
    }
    return minute;
  }

  /** This is the oldest, unless the clock was set back. */
  private void forgetFarthestFrom(long number) {
    if (number - minutes.firstKey() > minutes.lastKey() - number) {
      minutes.pollFirstEntry();
    } else {
      minutes.pollLastEntry();
    }
  }

  /** The minutes that changed since they were written. */
  List<ActivityStep> news() {
    return minutes.values().stream().flatMap(minute -> minute.news().stream()).toList();
  }

  /** The same for each handler. */
  List<HandlerStep> handlerNews() {
    return minutes.values().stream()
        .flatMap(minute -> minute.handlers.values().stream())
        .flatMap(counts -> counts.news().stream())
        .toList();
  }

  /** These steps are on disk. */
  void keptOfHandlers(List<HandlerStep> steps) {
    for (HandlerStep step : steps) {
      MinuteCounts minute = minutes.get(Math.floorDiv(step.from().toEpochMilli(), MINUTE));
      if (minute != null) {
        minute.of(step.handler()).kept(step);
      }
    }
  }

  /** These steps are on disk. */
  void kept(List<ActivityStep> steps) {
    for (ActivityStep step : steps) {
      MinuteCounts minute = minutes.get(Math.floorDiv(step.from().toEpochMilli(), MINUTE));
      if (minute != null) {
        minute.kept = step;
      }
    }
  }

  /** The counts of one minute so far. Thread-safe. */
  private static final class MinuteCounts {

    private static final long NOBODY_LOOKED = -1;

    final LongAdder received = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder rejected = new LongAdder();

    final Map<String, HandlerCounts> handlers = new ConcurrentHashMap<>();

    private final long number;
    private final AtomicLong mostPending = new AtomicLong(NOBODY_LOOKED);
    private volatile @Nullable ActivityStep kept;

    /** Of the minute with this number since 1970. */
    MinuteCounts(long number) {
      this.number = number;
    }

    HandlerCounts of(String handler) {
      return handlers.computeIfAbsent(handler, name -> new HandlerCounts(name, from()));
    }

    private Instant from() {
      return Instant.ofEpochSecond(number * 60);
    }

    private ActivityStep step() {
      long pending = mostPending.get();
      return new ActivityStep(
          from(),
          received.sum(),
          duplicates.sum(),
          rejected.sum(),
          sum(counts -> counts.succeeded),
          sum(counts -> counts.failed),
          sum(counts -> counts.dead),
          pending == NOBODY_LOOKED ? null : pending);
    }

    private long sum(Function<HandlerCounts, LongAdder> counter) {
      return handlers.values().stream().map(counter).mapToLong(LongAdder::sum).sum();
    }

    /** Empty when nothing changed since it was written. */
    Optional<ActivityStep> news() {
      ActivityStep step = step();
      return step.equals(kept) ? Optional.empty() : Optional.of(step);
    }
  }
}
