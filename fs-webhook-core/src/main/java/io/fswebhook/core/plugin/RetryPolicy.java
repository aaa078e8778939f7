package io.fswebhook.core.plugin;

import java.time.Duration;

/**
 * When a failed attempt is retried: {@code initialDelay · multiplier^(attempt-1)}, at most {@code
 * maxDelay}, then varied at random by up to {@code jitter} of itself either way. {@link
 * AttemptSettings#maxAttempts} limits the attempts.
 *
 * @param initialDelay after the first attempt; more than zero
 * @param multiplier for each further one; at least 1
 * @param maxDelay the longest
 * @param jitter from 0 to 1
 */
public record RetryPolicy(
    Duration initialDelay, double multiplier, Duration maxDelay, double jitter) {

  public static final RetryPolicy DEFAULT =
      new RetryPolicy(Duration.ofSeconds(1), 3, Duration.ofHours(1), 0.2);

  public RetryPolicy {
    Rule.check(
        initialDelay.compareTo(Duration.ZERO) > 0, "initial delay must be > 0", initialDelay);
    Rule.check(
        multiplier >= 1 && multiplier <= 100, "multiplier must be from 1 to 100", multiplier);
    Rule.check(
        maxDelay.compareTo(initialDelay) >= 0, "max delay must be >= the initial delay", maxDelay);
    Rule.check(jitter >= 0 && jitter <= 1, "jitter must be from 0 to 1", jitter);
  }

  /**
   * How long to wait after an attempt.
   *
   * @param attempt the one that failed, from 1
   * @param random from 0 to 1
   */
  public Duration delayAfter(int attempt, double random) {
    double millis =
        Math.min(
            (double) initialDelay.toMillis() * Math.pow(multiplier, attempt - 1.0),
            (double) maxDelay.toMillis());
    return Duration.ofMillis(Math.round(millis * (1 + jitter * (2 * random - 1))));
  }

  /** The delay that a handler asked for, within bounds. */
  public Duration bounded(Duration asked) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(maxDelay) > 0 ? maxDelay : asked;
  }

  /** The upper bound of all delays. */
  public Duration longest() {
    return delayAfter(Integer.MAX_VALUE, 1);
  }
}
