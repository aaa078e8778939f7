package io.fswebhook.war.settings;

import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.plugin.BreakerSettings;
import io.fswebhook.core.plugin.RetryPolicy;
import java.time.Duration;

/** Reads how deliveries are handed to handlers: what holds for all, and what one has of its own. */
final class ReadAttemptSettings {

  private static final int MOST_ATTEMPTS = 1000;

  private final SettingReader settings;
  private final ReadRetryPolicy readRetry;
  private final ReadBreaker readBreaker;
  private final int maxAttempts;
  private final RetryPolicy retry;
  private final BreakerSettings breaker;

  /** Reads what holds for all handlers. */
  ReadAttemptSettings(SettingReader settings) {
    this.settings = settings;
    this.readRetry = new ReadRetryPolicy(settings);
    this.readBreaker = new ReadBreaker(settings);
    this.maxAttempts =
        maxAttempts("fs.webhook.retry.max-attempts", AttemptSettings.DEFAULT.maxAttempts());
    this.retry = readRetry.read("fs.webhook.retry.", RetryPolicy.DEFAULT);
    this.breaker = readBreaker.read("fs.webhook.breaker.", BreakerSettings.DEFAULT);
  }

  private int maxAttempts(String name, int fallback) {
    return settings.wholeNumber(name, fallback, 1, MOST_ATTEMPTS);
  }

  /**
   * Those of one handler.
   *
   * @param prefix with the dot at its end
   */
  AttemptSettings read(String prefix) {
    int concurrency =
        settings.wholeNumber(
            prefix + "concurrency",
            AttemptSettings.DEFAULT.concurrency(),
            1,
            AttemptSettings.MAX_CONCURRENCY);
    return new AttemptSettings(
        concurrency,
        settings.duration(
            prefix + "timeout",
            AttemptSettings.DEFAULT.timeout(),
            Limits.SHORTEST,
            Duration.ofDays(1)),
        settings.wholeNumber(
            prefix + "max-stuck-threads", 2 * concurrency, 1, AttemptSettings.MAX_STUCK_THREADS),
        maxAttempts(prefix + "max-attempts", maxAttempts),
        readRetry.read(prefix + "retry.", retry),
        readBreaker.read(prefix + "breaker.", breaker));
  }
}
