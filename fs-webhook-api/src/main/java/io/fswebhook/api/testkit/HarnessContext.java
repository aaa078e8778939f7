package io.fswebhook.api.testkit;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventExpression;
import io.fswebhook.api.ExpressionValue;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The context of a handler in the harness. */
record HarnessContext(
    String handlerName,
    Map<String, String> all,
    Map<String, Function<Delivery, @Nullable ExpressionValue>> expressions,
    @Nullable Path givenWorkDir,
    Clock clock)
    implements HandlerContext {

  private static final Set<String> RECEIVERS_OWN =
      Set.of("enabled", "concurrency", "timeout", "max-attempts");

  HarnessContext {
    all = Map.copyOf(all);
    expressions = Map.copyOf(expressions);
  }

  @Override
  public Optional<String> setting(String key) {
    return given(key)
        .or(() -> given(key + "-file").map(file -> content(key, file)))
        .filter(value -> !value.isBlank());
  }

  @Override
  public Optional<EventExpression> expression(String key) {
    String setting = fullName(key);
    Function<Delivery, @Nullable ExpressionValue> value = expressions.get(key);
    if (value != null) {
      return Optional.of(new GivenExpression(setting, value));
    }
    return setting(key)
        .map(
            text -> {
              throw new IllegalStateException(
                  "the test kit evaluates no JSONata: give the value of "
                      + setting
                      + " with expression(\""
                      + key
                      + "\", delivery -> ...)");
            });
  }

  private String fullName(String key) {
    return "fs.webhook.handlers." + handlerName + "." + key;
  }

  /** An expression as a test gives it. */
  private record GivenExpression(
      String setting, Function<Delivery, @Nullable ExpressionValue> value)
      implements EventExpression {

    @Override
    public @Nullable ExpressionValue evaluate(Delivery delivery) {
      return value.apply(delivery);
    }
  }

  @Override
  public Map<String, String> settings() {
    return all.entrySet().stream()
        .filter(setting -> !RECEIVERS_OWN.contains(setting.getKey()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public int concurrency() {
    return Integer.parseInt(given("concurrency").orElse("4"));
  }

  @Override
  public Path workDir() {
    if (givenWorkDir == null) {
      throw new IllegalStateException(
          "the handler asked for its folder, but the harness has none: set one with workDir(...),"
              + " such as a @TempDir");
    }
    return givenWorkDir;
  }

  /** As the receiver does before it starts a handler. */
  void check(HandlerSetting declared) {
    setting(declared.name())
        .filter(value -> !declared.type().accepts(value))
        .ifPresent(
            value -> {
              throw new IllegalArgumentException(
                  fullName(declared.name())
                      + " must be "
                      + declared.type().rule()
                      + (declared.secret() ? " (value not shown)" : ", was '" + value + "'"));
            });
  }

  private Optional<String> given(String key) {
    return Optional.ofNullable(all.get(key)).filter(value -> !value.isBlank());
  }

  private static String content(String key, String file) {
    try {
      return Files.readString(Path.of(file)).replaceFirst("\\r?\\n\\z", "");
    } catch (IOException e) {
      throw new IllegalStateException(key + "-file names a file that cannot be read: " + file, e);
    }
  }
}
