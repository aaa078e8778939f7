package io.fswebhook.core.plugin;

import java.time.Duration;

/**
 * When a handler that fails again and again is left alone for a while.
 *
 * @param enabled whether it ever is
 * @param window how many of its last attempts are looked at, 1 to {@link #MAX_WINDOW}
 * @param failureRate the share of failures among them at which it is left alone, in percent, 1 to
 *     100
 * @param openFor how long, before a single attempt shows whether it works again; more than zero
 */
public record BreakerSettings(boolean enabled, int window, int failureRate, Duration openFor) {

  public static final int MAX_WINDOW = 1000;

  public static final BreakerSettings DEFAULT =
      new BreakerSettings(true, 10, 100, Duration.ofSeconds(30));

  public BreakerSettings {
    AttemptSettings.check(
        window >= 1 && window <= MAX_WINDOW,
        "breaker window must be from 1 to " + MAX_WINDOW,
        window);
    AttemptSettings.check(
        failureRate >= 1 && failureRate <= 100,
        "breaker failure-rate must be from 1 to 100",
        failureRate);
    AttemptSettings.check(
        openFor.toMillis() >= 1, "breaker open-for must be at least PT0.001S", openFor);
  }
}
