package io.fswebhook.core.plugin;

import java.time.Duration;

/**
 * How many attempts of a handler may begin within a period, evenly spread over it.
 *
 * @param attempts 1 to {@link #MAX_ATTEMPTS}
 * @param period 1 ms to {@link #LONGEST}; at least a microsecond for each attempt
 */
public record Rate(int attempts, Duration period) {

  public static final int MAX_ATTEMPTS = 1_000_000;
  public static final Duration LONGEST = Duration.ofDays(1);

  private static final Duration SHORTEST = Duration.ofMillis(1);

  /** Checks itself. */
  public Rate {
    Rule.check(
        attempts >= 1 && attempts <= MAX_ATTEMPTS,
        "the number of a rate must be from 1 to " + MAX_ATTEMPTS,
        attempts);
    Rule.check(
        period.compareTo(SHORTEST) >= 0 && period.compareTo(LONGEST) <= 0,
        "the period of a rate must be from " + SHORTEST + " to " + LONGEST,
        period);
    Rule.check(
        period.dividedBy(attempts).toNanos() >= 1_000,
        "a rate must not be higher than 1000 in a millisecond",
        attempts + "/" + period);
  }

  /** From the beginning of one attempt to that of the next. */
  public Duration interval() {
    return period.dividedBy(attempts);
  }

  /** As it is set. */
  @Override
  public String toString() {
    return attempts + "/" + period;
  }
}
