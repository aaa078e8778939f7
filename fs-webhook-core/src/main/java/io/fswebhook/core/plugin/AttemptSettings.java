package io.fswebhook.core.plugin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How deliveries are handed to one handler.
 *
 * @param concurrency how many deliveries it handles concurrently, 1 to {@link #MAX_CONCURRENCY}
 * @param timeout the time-out of an attempt, more than zero
 * @param maxStuckThreads the number of stuck threads at which it gets no more deliveries, 1 to
 *     {@link #MAX_STUCK_THREADS}
 * @param maxAttempts the number of attempts after which a task is dead, at least 1
 * @param retry when a failed attempt is retried
 * @param breaker when its circuit opens
 * @param rate how many attempts may begin on all nodes together; null for no limit
 */
public record AttemptSettings(
    int concurrency,
    Duration timeout,
    int maxStuckThreads,
    int maxAttempts,
    RetryPolicy retry,
    BreakerSettings breaker,
    @Nullable Rate rate) {

  /** Each delivery being handled occupies a thread. */
  public static final int MAX_CONCURRENCY = 256;

  public static final int MAX_STUCK_THREADS = 1024;

  public static final AttemptSettings DEFAULT =
      new AttemptSettings(
          4, Duration.ofSeconds(30), 8, 12, RetryPolicy.DEFAULT, BreakerSettings.DEFAULT, null);

  public AttemptSettings {
    Rule.check(
        concurrency >= 1 && concurrency <= MAX_CONCURRENCY,
        "concurrency must be from 1 to " + MAX_CONCURRENCY,
        concurrency);
    Rule.check(!timeout.isZero() && !timeout.isNegative(), "timeout must be > 0", timeout);
    Rule.check(
        maxStuckThreads >= 1 && maxStuckThreads <= MAX_STUCK_THREADS,
        "max-stuck-threads must be from 1 to " + MAX_STUCK_THREADS,
        maxStuckThreads);
    Rule.check(maxAttempts >= 1, "max-attempts must be >= 1", maxAttempts);
  }
}
