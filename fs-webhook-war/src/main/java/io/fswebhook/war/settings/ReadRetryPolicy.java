package io.fswebhook.war.settings;

import io.fswebhook.core.plugin.RetryPolicy;
import java.time.Duration;

/** Reads when failed attempts are made again, for all handlers or for one. */
final class ReadRetryPolicy {

  private static final String INITIAL_DELAY = "initial-delay";
  private static final String MAX_DELAY = "max-delay";

  private final SettingReader settings;

  ReadRetryPolicy(SettingReader settings) {
    this.settings = settings;
  }

  /**
   * The policy below a prefix.
   *
   * @param prefix with the dot at its end
   * @param fallback where nothing is set
   */
  RetryPolicy read(String prefix, RetryPolicy fallback) {
    Duration initial = delay(prefix + INITIAL_DELAY, fallback.initialDelay());
    Duration longest = delay(prefix + MAX_DELAY, fallback.maxDelay());
    if (longest.compareTo(initial) < 0) {
      throw SettingReader.wrong(
          prefix + MAX_DELAY,
          "must not be shorter than " + prefix + INITIAL_DELAY + " (" + initial + ")",
          longest.toString());
    }
    return new RetryPolicy(
        initial,
        settings.number(prefix + "multiplier", fallback.multiplier(), 1, 100),
        longest,
        settings.number(prefix + "jitter", fallback.jitter(), 0, 1));
  }

  private Duration delay(String name, Duration fallback) {
    return settings.duration(name, fallback, Limits.SHORTEST, Limits.LONGEST);
  }
}
