package io.fswebhook.core.plugin;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings of handlers from a map, by {@code <name>.<key>}. */
final class TestSettings implements HandlerSettingsSource {

  private final Map<String, String> values = new HashMap<>();

  TestSettings set(String key, String value) {
    values.put(key, value);
    return this;
  }

  @Override
  public HandlerSettings of(String handlerName) {
    return new HandlerSettings(
        Boolean.parseBoolean(values.getOrDefault(handlerName + ".enabled", "true")),
        new AttemptSettings(
            Integer.parseInt(values.getOrDefault(handlerName + ".concurrency", "4")),
            Duration.ofSeconds(30),
            8,
            12,
            RetryPolicy.DEFAULT,
            BreakerSettings.DEFAULT),
        key -> Optional.ofNullable(values.get(handlerName + "." + key)),
        Map.of());
  }
}
