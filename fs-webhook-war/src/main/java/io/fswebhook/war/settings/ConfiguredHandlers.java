package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.plugin.HandlerSettings;
import io.fswebhook.core.plugin.HandlerSettingsSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The settings of handlers, read when a handler's name is known. */
final class ConfiguredHandlers implements HandlerSettingsSource {

  private static final Set<String> RESERVED =
      Set.of("enabled", "concurrency", "timeout", "max-stuck-threads", "max-attempts");
  private static final List<String> RESERVED_PREFIXES = List.of("retry.", "breaker.");

  private final SettingReader settings;
  private final SecretReader secrets;
  private final ReadAttemptSettings attempts;

  ConfiguredHandlers(SettingReader settings, SecretReader secrets) {
    this.settings = settings;
    this.secrets = secrets;
    this.attempts = new ReadAttemptSettings(settings);
  }

  @Override
  public HandlerSettings of(String handlerName) {
    String prefix = "fs.webhook.handlers." + handlerName + ".";
    try {
      return new HandlerSettings(
          settings.flag(prefix + "enabled", true),
          attempts.read(prefix),
          key -> own(prefix, key),
          listed(prefix));
    } catch (StartException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** A handler's secret may stand in a file like any other; which are secret only it knows. */
  private Optional<String> own(String prefix, String key) {
    if (isReserved(key)) {
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
      if (name.startsWith(prefix) && !isReserved(name.substring(prefix.length()))) {
        settings.text(name).ifPresent(value -> listed.put(name.substring(prefix.length()), value));
      }
    }
    return listed;
  }

  private static boolean isReserved(String key) {
    return RESERVED.contains(key) || RESERVED_PREFIXES.stream().anyMatch(key::startsWith);
  }
}
