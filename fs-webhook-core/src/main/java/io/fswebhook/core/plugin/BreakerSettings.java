package io.fswebhook.core.plugin;

import java.time.Duration;

/**
 * When the circuit of a handler that keeps failing opens.
 *
 * @param enabled whether it may open
 * @param window how many of its last attempts count, 1 to {@link #MAX_WINDOW}
 * @param failureRate the percentage of failures among them at which it opens, 1 to 100
 * @param openFor how long it stays open before a single trial attempt; more than zero
 */
public record BreakerSettings(boolean enabled, int window, int failureRate, Duration openFor) {

  public static final int MAX_WINDOW = 1000;

  public static final BreakerSettings DEFAULT =
      new BreakerSettings(true, 10, 100, Duration.ofSeconds(30));

  public BreakerSettings {
    Rule.check(
        window >= 1 && window <= MAX_WINDOW,
        "breaker window must be from 1 to " + MAX_WINDOW,
        window);
    Rule.check(
        failureRate >= 1 && failureRate <= 100,
        "breaker failure-rate must be from 1 to 100",
        failureRate);
    Rule.check(openFor.toMillis() >= 1, "breaker open-for must be at least PT0.001S", openFor);
  }
}
