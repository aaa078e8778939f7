package io.fswebhook.war.settings;

import io.fswebhook.core.dispatch.RetryPolicy;
import java.time.Duration;

/** Reads when failed attempts are made again. */
final class ReadRetryPolicy {

  static final String MAX_ATTEMPTS = "fs.webhook.retry.max-attempts";
  private static final String INITIAL_DELAY = "fs.webhook.retry.initial-delay";
  private static final String MAX_DELAY = "fs.webhook.retry.max-delay";

  private final SettingReader settings;

  ReadRetryPolicy(SettingReader settings) {
    this.settings = settings;
  }

  RetryPolicy read() {
    Duration initial =
        settings.duration(INITIAL_DELAY, Duration.ofSeconds(1), Limits.SHORTEST, Limits.LONGEST);
    Duration longest =
        settings.duration(MAX_DELAY, Duration.ofHours(1), Limits.SHORTEST, Limits.LONGEST);
    if (longest.compareTo(initial) < 0) {
      throw SettingReader.wrong(
          MAX_DELAY,
          "must not be shorter than " + INITIAL_DELAY + " (" + initial + ")",
          longest.toString());
    }
    return new RetryPolicy(
        initial,
        settings.number("fs.webhook.retry.multiplier", 3, 1, 100),
        longest,
        settings.number("fs.webhook.retry.jitter", 0.2, 0, 1));
  }

  int maxAttempts() {
    return settings.wholeNumber(MAX_ATTEMPTS, 12, 1, 1000);
  }
}
