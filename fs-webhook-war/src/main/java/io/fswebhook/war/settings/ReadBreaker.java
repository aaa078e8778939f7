package io.fswebhook.war.settings;

import io.fswebhook.core.plugin.BreakerSettings;
import java.time.Duration;

/** Reads when handlers that fail again and again are left alone, for all of them or for one. */
final class ReadBreaker {

  private final SettingReader settings;

  ReadBreaker(SettingReader settings) {
    this.settings = settings;
  }

  /**
   * The settings below a prefix.
   *
   * @param prefix with the dot at its end
   * @param fallback where nothing is set
   */
  BreakerSettings read(String prefix, BreakerSettings fallback) {
    return new BreakerSettings(
        settings.flag(prefix + "enabled", fallback.enabled()),
        settings.wholeNumber(prefix + "window", fallback.window(), 1, BreakerSettings.MAX_WINDOW),
        settings.wholeNumber(prefix + "failure-rate", fallback.failureRate(), 1, 100),
        settings.duration(
            prefix + "open-for", fallback.openFor(), Limits.SHORTEST, Duration.ofDays(1)));
  }
}
