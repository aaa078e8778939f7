package io.fswebhook.core.plugin;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings of handlers from a map, by {@code <name>.<key>}. */
final class TestSettings implements HandlerSettingsSource {

  private final Map<String, Error> failures = new HashMap<>();
  private final Map<String, String> values = new HashMap<>();

  TestSettings set(String key, String value) {
    values.put(key, value);
    return this;
  }

  /** What is thrown for a handler; null for nothing any more. */
  void failFor(String handlerName, @Nullable Error failure) {
    failures.put(handlerName, failure);
  }

  @Override
  public HandlerSettings of(String handlerName) {
    Error failure = failures.get(handlerName);
    if (failure != null) {
      throw failure;
    }
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
        listed(handlerName),
        Set.of("enabled", "concurrency"));
  }

  private Map<String, String> listed(String handlerName) {
    String prefix = handlerName + ".";
    return values.entrySet().stream()
        .filter(each -> each.getKey().startsWith(prefix))
        .filter(each -> !Set.of("enabled", "concurrency").contains(after(prefix, each.getKey())))
        .collect(Collectors.toMap(each -> after(prefix, each.getKey()), Map.Entry::getValue));
  }

  private static String after(String prefix, String key) {
    return key.substring(prefix.length());
  }
}
