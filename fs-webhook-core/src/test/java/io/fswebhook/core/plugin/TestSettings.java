package io.fswebhook.core.plugin;

import io.fswebhook.core.rule.EventPatterns;
import io.fswebhook.core.rule.ExpressionSyntaxException;
import io.fswebhook.core.rule.Filter;
import io.fswebhook.core.rule.HandlerRule;
import io.fswebhook.core.rule.OrderBy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings of handlers from a map, by {@code <name>.<key>}. */
final class TestSettings implements HandlerSettingsSource {

  private static final Set<String> RECEIVERS_OWN =
      Set.of("enabled", "concurrency", "type", "events", "filter", "order-by", "order-strict");

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
        rule(handlerName),
        new AttemptSettings(
            Integer.parseInt(values.getOrDefault(handlerName + ".concurrency", "4")),
            Duration.ofSeconds(30),
            8,
            12,
            RetryPolicy.DEFAULT,
            BreakerSettings.DEFAULT,
            null),
        key -> Optional.ofNullable(values.get(handlerName + "." + key)),
        listed(handlerName),
        RECEIVERS_OWN);
  }

  private HandlerRule rule(String handlerName) {
    String events = values.get(handlerName + ".events");
    String filter = values.get(handlerName + ".filter");
    String orderBy = values.get(handlerName + ".order-by");
    try {
      return new HandlerRule(
          events == null ? EventPatterns.ALL : EventPatterns.of(List.of(events)),
          filter == null ? null : Filter.compile(filter),
          orderBy == null ? null : OrderBy.compile(orderBy),
          Boolean.parseBoolean(values.get(handlerName + ".order-strict")));
    } catch (ExpressionSyntaxException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public Map<String, String> types() {
    return values.keySet().stream()
        .filter(key -> key.endsWith(".type"))
        .collect(
            Collectors.toMap(key -> key.substring(0, key.indexOf('.')), key -> values.get(key)));
  }

  @Override
  public boolean mentions(String handlerName) {
    return values.keySet().stream().anyMatch(key -> key.startsWith(handlerName + "."));
  }

  @Override
  public Set<String> names() {
    return values.keySet().stream()
        .map(key -> key.substring(0, key.indexOf('.')))
        .collect(Collectors.toSet());
  }

  private Map<String, String> listed(String handlerName) {
    String prefix = handlerName + ".";
    return values.entrySet().stream()
        .filter(each -> each.getKey().startsWith(prefix))
        .filter(each -> !RECEIVERS_OWN.contains(after(prefix, each.getKey())))
        .collect(Collectors.toMap(each -> after(prefix, each.getKey()), Map.Entry::getValue));
  }

  private static String after(String prefix, String key) {
    return key.substring(prefix.length());
  }
}
