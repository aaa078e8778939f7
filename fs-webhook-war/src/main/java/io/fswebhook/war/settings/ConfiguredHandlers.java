package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.plugin.HandlerSettings;
import io.fswebhook.core.plugin.HandlerSettingsSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The settings of handlers, read when a handler's name is known. */
final class ConfiguredHandlers implements HandlerSettingsSource {

  private static final Set<String> RESERVED =
      Set.of("enabled", "concurrency", "timeout", "max-attempts");

  private final SettingReader settings;
  private final SecretReader secrets;
  private final int maxAttempts;

  ConfiguredHandlers(SettingReader settings, SecretReader secrets, int maxAttempts) {
    this.settings = settings;
    this.secrets = secrets;
    this.maxAttempts = maxAttempts;
  }

  @Override
  public HandlerSettings of(String handlerName) {
    String prefix = "fs.webhook.handlers." + handlerName + ".";
    try {
      return new HandlerSettings(
          settings.flag(prefix + "enabled", true),
          settings.wholeNumber(prefix + "concurrency", 4, 1, HandlerSettings.MAX_CONCURRENCY),
          settings.duration(
              prefix + "timeout", Duration.ofSeconds(30), Limits.SHORTEST, Duration.ofDays(1)),
          settings.wholeNumber(prefix + "max-attempts", maxAttempts, 1, 1000),
          key -> own(prefix, key),
          listed(prefix));
    } catch (StartException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** A handler's secret may stand in a file like any other; which are secret only it knows. */
  private Optional<String> own(String prefix, String key) {
    if (RESERVED.contains(key)) {
      return Optional.empty();
    }
    Optional<String> value = settings.text(prefix + key);
    if (value.isPresent()) {
      return value;
    }
    try {
      return secrets.secret(prefix + key);
    } catch (StartException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private Map<String, String> listed(String prefix) {
    Map<String, String> listed = new TreeMap<>();
    for (String name : settings.names()) {
      if (name.startsWith(prefix) && !RESERVED.contains(name.substring(prefix.length()))) {
        settings.text(name).ifPresent(value -> listed.put(name.substring(prefix.length()), value));
      }
    }
    return listed;
  }
}
