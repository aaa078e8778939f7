package io.fswebhook.core.activity;

import io.fswebhook.core.inbox.ActivityStep;
import io.fswebhook.core.observe.ReceiverObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens, by the minute. Told of every delivery, so it costs a look at the clock and a
 * counter each.
 */
public final class ActivityCounts implements ReceiverObserver {

  /** When the inbox is away for longer, what happened at the beginning of that is forgotten. */
  private static final int MOST_MINUTES = 240;

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final Clock clock;
  private final ConcurrentSkipListMap<Long, MinuteCounts> minutes = new ConcurrentSkipListMap<>();
  private volatile MinuteCounts latest = new MinuteCounts(Long.MIN_VALUE);

  /**
   * Nothing happened yet.
   *
   * @param clock that people read
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
    MinuteCounts minute = now();
    if (outcome.equals("succeeded")) {
      minute.handled.increment();
      return;
    }
    minute.failed.increment();
    if (outcome.equals("dead")) {
      minute.dead.increment();
    }
  }

  /** So many handlings wait now. */
  void waiting(long handlings) {
    now().waiting(handlings);
  }

  private MinuteCounts now() {
    long number = Math.floorDiv(clock.millis(), MINUTE);
    MinuteCounts minute = latest;
    if (minute.number() == number) {
      return minute;
    }
    minute = minutes.computeIfAbsent(number, MinuteCounts::new);
    latest = minute;
    while (minutes.size() > MOST_MINUTES) {
      forgetFarthestFrom(number);
    }
    return minute;
  }

  /** Which is the oldest, unless the clock was set back. */
  private void forgetFarthestFrom(long number) {
    if (number - minutes.firstKey() > minutes.lastKey() - number) {
      minutes.pollFirstEntry();
    } else {
      minutes.pollLastEntry();
    }
  }

  /** The minutes of which more is known than was kept. */
  List<ActivityStep> news() {
    return minutes.values().stream().flatMap(minute -> minute.news().stream()).toList();
  }

  /** They are on disk. */
  void kept(List<ActivityStep> steps) {
    for (ActivityStep step : steps) {
      MinuteCounts minute = minutes.get(Math.floorDiv(step.from().toEpochMilli(), MINUTE));
      if (minute != null) {
        minute.kept(step);
      }
    }
  }
}
