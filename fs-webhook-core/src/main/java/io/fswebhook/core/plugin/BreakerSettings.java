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
    check(window >= 1 && window <= MAX_WINDOW, "window must be from 1 to " + MAX_WINDOW, window);
    check(
        failureRate >= 1 && failureRate <= 100, "failure-rate must be from 1 to 100", failureRate);
    check(openFor.toMillis() >= 1, "open-for must be at least PT0.001S", openFor);
  }

  private static void check(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("breaker " + rule + ", was " + value);
    }
  }
}
