package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads single settings and refuses wrong ones with a sentence. Blank is absent, as in MicroProfile
 * Config.
 */
final class SettingReader {

  private final SmallRyeConfig config;

  SettingReader(SmallRyeConfig config) {
    this.config = config;
  }

  /** The value as it stands, white space at its ends included. */
  Optional<String> verbatim(String name) {
    return Optional.ofNullable(config.getConfigValue(name).getValue()).filter(v -> !v.isBlank());
  }

  Optional<String> text(String name) {
    return verbatim(name).map(String::strip);
  }

  boolean flag(String name, boolean fallback) {
    return oneOf(name, Map.of("true", true, "false", false), String.valueOf(fallback));
  }

  <T> T oneOf(String name, Map<String, T> choices, String fallback) {
    String value = text(name).orElse(fallback);
    T choice = choices.get(value);
    if (choice == null) {
      String names = String.join(", ", new TreeMap<>(choices).keySet());
      throw wrong(name, "must be one of " + names, value);
    }
    return choice;
  }

  int wholeNumber(String name, int fallback, int least, int most) {
    String rule = "must be from " + least + " to " + most;
    return bounded(name, rule, Integer::valueOf, fallback, least, most);
  }

  double number(String name, double fallback, double least, double most) {
    String rule = "must be from " + plain(least) + " to " + plain(most);
    return bounded(name, rule, Double::valueOf, fallback, least, most);
  }

  Duration duration(String name, Duration fallback, Duration least, Duration most) {
    String rule = "must be a duration such as PT30S or P30D, from " + least + " to " + most;
    return bounded(name, rule, Duration::parse, fallback, least, most);
  }

  private <T extends Comparable<T>> T bounded(
      String name, String rule, Function<String, T> parse, T fallback, T least, T most) {
    String text = text(name).orElse(null);
    if (text == null) {
      return fallback;
    }
    return parsed(text, parse)
        .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0)
        .orElseThrow(() -> wrong(name, rule, text));
  }

  private static <T> Optional<T> parsed(String text, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(text));
    } catch (NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  Optional<Path> path(String name) {
    return text(name).map(value -> path(name, value));
  }

  /** Separated by commas; white space around each is dropped, an empty one is refused. */
  List<String> list(String name, String fallback) {
    String value = text(name).orElse(fallback);
    List<String> parts = split(value);
    if (parts.contains("")) {
      throw wrong(name, "must be names separated by commas, none of them empty", value);
    }
    return parts;
  }

  static List<String> split(String value) {
    List<String> parts = new ArrayList<>();
    for (String part : value.split(",", -1)) {
      parts.add(part.strip());
    }
    return List.copyOf(parts);
  }

  static Path path(String name, String value) {
    try {
      return Path.of(value).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw wrong(name, "must be a path of this system", value);
    }
  }

  static StartException wrong(String name, String rule, String value) {
    return new StartException(name + " " + rule + ", was \"" + value + "\"");
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  /** Whether the value was given by the program itself, which no other source may disturb. */
  boolean isOverridden(String name) {
    return config.getConfigValue(name).getConfigSourceOrdinal() == ConfigSources.OVERRIDES;
  }

  /** Every name that the sources can list; what the environment holds is listed as it stands. */
  Iterable<String> names() {
    return config.getPropertyNames();
  }
}
