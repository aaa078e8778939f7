package io.fswebhook.core.plugin;

import java.time.Duration;

/**
 * How deliveries are handed to one handler.
 *
 * @param concurrency how many it handles at the same time, 1 to {@link #MAX_CONCURRENCY}
 * @param timeout how long one attempt may take, more than zero
 * @param maxStuckThreads with how many threads that it kept past their time-out it gets no more, 1
 *     to {@link #MAX_STUCK_THREADS}
 * @param maxAttempts after how many attempts a task is dead, at least 1
 * @param retry when a failed attempt is made again
 * @param breaker when it is left alone for a while
 */
public record AttemptSettings(
    int concurrency,
    Duration timeout,
    int maxStuckThreads,
    int maxAttempts,
    RetryPolicy retry,
    BreakerSettings breaker) {

  /** Each delivery that is handled holds a thread. */
  public static final int MAX_CONCURRENCY = 256;

  public static final int MAX_STUCK_THREADS = 1024;

  public static final AttemptSettings DEFAULT =
      new AttemptSettings(
          4, Duration.ofSeconds(30), 8, 12, RetryPolicy.DEFAULT, BreakerSettings.DEFAULT);

  public AttemptSettings {
    check(
        concurrency >= 1 && concurrency <= MAX_CONCURRENCY,
        "concurrency must be from 1 to " + MAX_CONCURRENCY,
        concurrency);
    check(!timeout.isZero() && !timeout.isNegative(), "timeout must be > 0", timeout);
    check(
        maxStuckThreads >= 1 && maxStuckThreads <= MAX_STUCK_THREADS,
        "max-stuck-threads must be from 1 to " + MAX_STUCK_THREADS,
        maxStuckThreads);
    check(maxAttempts >= 1, "max-attempts must be >= 1", maxAttempts);
  }

  static void check(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", was " + value);
    }
  }
}
