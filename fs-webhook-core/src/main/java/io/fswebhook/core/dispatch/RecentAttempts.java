package io.fswebhook.core.dispatch;

import io.fswebhook.core.dispatch.HandlerStatus.Recent;
import io.fswebhook.core.inbox.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The attempts of this minute and the five before it; averages over weeks would hide that a handler
 * is slow tonight. Thread-safe.
 */
final class RecentAttempts {

  private static final int MINUTES = 6;
  private static final int SECONDS = 60;

  private final Clock steady;
  private final Instant start;
  private final Minute[] minutes = new Minute[MINUTES];

  RecentAttempts(Clock steady) {
    this.steady = steady;
    this.start = steady.instant();
    for (int i = 0; i < MINUTES; i++) {
      minutes[i] = new Minute(0);
    }
  }

  synchronized void add(TaskState end, Duration duration) {
    long number = numberOf(steady.instant());
    int place = (int) (number % MINUTES);
    if (minutes[place].number != number) {
      minutes[place] = new Minute(number);
    }
    minutes[place].durations.add(duration);
    if (end == TaskState.SUCCEEDED) {
      minutes[place].succeeded++;
    }
  }

  synchronized Recent look() {
    Instant now = steady.instant();
    long first = numberOf(now) - MINUTES + 1;
    long succeeded = 0;
    Durations durations = new Durations();
    for (Minute minute : minutes) {
      if (minute.number >= first) {
        succeeded += minute.succeeded;
        durations.addAll(minute.durations);
      }
    }
    return new Recent(
        succeeded / minutesSince(Instant.ofEpochSecond(first * SECONDS), now),
        durations.quantile(0.5),
        durations.quantile(0.99));
  }

  /**
   * At least one, so that two attempts in a handler's first second do not count as 120 a minute.
   */
  private double minutesSince(Instant first, Instant now) {
    Instant since = first.isAfter(start) ? first : start;
    return Math.max(1, Duration.between(since, now).toMillis() / 60_000.0);
  }

  private static long numberOf(Instant time) {
    return time.getEpochSecond() / SECONDS;
  }

  /** What ended in one minute, numbered from 1970. */
  private static final class Minute {

    private final long number;
    private final Durations durations = new Durations();
    private long succeeded;

    Minute(long number) {
      this.number = number;
    }
  }
}
