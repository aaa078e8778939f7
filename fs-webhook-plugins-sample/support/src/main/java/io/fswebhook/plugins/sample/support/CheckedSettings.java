package io.fswebhook.plugins.sample.support;

import io.fswebhook.api.EventExpression;
import io.fswebhook.api.HandlerContext;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A handler's settings. For a missing or wrong one, throws an {@link IllegalArgumentException} with
 * its full name, the rule, and the value unless it may be secret. Any setting may come from a file,
 * see {@link HandlerContext#setting}.
 */
public final class CheckedSettings {

  private static final String FILE = "-file";

  private final String prefix;
  private final HandlerContext context;

  private CheckedSettings(String prefix, HandlerContext context) {
    this.prefix = prefix;
    this.context = context;
  }

  public static CheckedSettings of(HandlerContext context) {
    return new CheckedSettings("fs.webhook.handlers." + context.handlerName() + ".", context);
  }

  /** A setting's full name. */
  public String name(String key) {
    return prefix + key;
  }

  /** An exception to throw, with the rule that the setting breaks. */
  public IllegalArgumentException wrong(String key, String rule) {
    return new IllegalArgumentException(name(key) + " " + rule);
  }

  public Optional<String> text(String key) {
    return context.setting(key);
  }

  /**
   * A setting that has no default.
   *
   * @param whatToDo "set it to ..."
   */
  public String required(String key, String whatToDo) {
    return text(key).orElseThrow(() -> wrong(key, "is not set: " + whatToDo));
  }

  /** An expression over the event. */
  public Optional<EventExpression> expression(String key) {
    return context.expression(key);
  }

  /** Above zero. */
  public Duration duration(String key, Duration absent) {
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      return absent;
    }
    String rule = "must be an ISO 8601 duration above zero such as PT5S, was '" + value.get() + "'";
    try {
      Duration duration = Duration.parse(value.get());
      if (duration.isZero() || duration.isNegative()) {
        throw wrong(key, rule);
      }
      return duration;
    } catch (DateTimeParseException e) {
      throw wrong(key, rule);
    }
  }

  public boolean flag(String key, boolean absent) {
    String value = text(key).orElse(Boolean.toString(absent));
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(key, "must be true or false, was '" + value + "'");
    };
  }

  /** One of an enum's constants, written in lower case with '-' instead of '_'. */
  public <E extends Enum<E>> E choice(String key, E absent) {
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      return absent;
    }
    E[] constants = absent.getDeclaringClass().getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> written(constant).equals(value.get()))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    key,
                    "must be one of "
                        + Arrays.stream(constants)
                            .map(CheckedSettings::written)
                            .collect(Collectors.joining(", "))
                        + ", was '"
                        + value.get()
                        + "'"));
  }

  /** The comma-separated parts, stripped; empty if not set. */
  public List<String> list(String key) {
    return text(key).map(CheckedSettings::parts).orElse(List.of());
  }

  /** The comma-separated parts, stripped; those of {@code absent} if not set. */
  public List<String> list(String key, String absent) {
    return parts(text(key).orElse(absent));
  }

  private static List<String> parts(String value) {
    return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
  }

  /**
   * The settings whose key starts with a prefix, including those from files, by the rest of the
   * key. Excludes environment variables, whose names do not determine the case.
   */
  public Map<String, String> startingWith(String keyPrefix) {
    return context.settings().keySet().stream()
        .filter(key -> key.startsWith(keyPrefix))
        .map(key -> key.endsWith(FILE) ? key.substring(0, key.length() - FILE.length()) : key)
        .distinct()
        .flatMap(key -> text(key).stream().map(value -> Map.entry(key, value)))
        .collect(
            Collectors.toUnmodifiableMap(
                entry -> entry.getKey().substring(keyPrefix.length()), Map.Entry::getValue));
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
