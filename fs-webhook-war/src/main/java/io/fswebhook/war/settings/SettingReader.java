package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads settings of the {@link SettingsRegistry} and explains wrong values. A blank value counts as
 * absent, as in MicroProfile Config.
 */
final class SettingReader {

  private final SmallRyeConfig config;
  private final ConfigSources sources;
  private final Set<String> names;
  private final Map<Path, String> secretFiles = new ConcurrentHashMap<>();
  private final Map<Setting<?>, String> secretTexts = new ConcurrentHashMap<>();

  SettingReader(ConfigSources sources, Map<String, String> file) {
    this.config = sources.with(file);
    this.sources = sources;
    this.names =
        Stream.of(sources.overrides(), sources.system(), sources.environment(), file)
            .flatMap(source -> source.keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The value of a setting that has a default. */
  <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseGet(
            () -> {
              if (setting.fallback() == null) {
                throw new IllegalStateException(setting.name() + " has no default");
              }
              return setting.parse(setting.fallback());
            });
  }

  /** The value, if it is set. */
  <T> Optional<T> find(Setting<T> setting) {
    if (SettingsRegistry.entry(setting.name()).isEmpty()) {
      throw new IllegalStateException(setting.name() + " is not in the registry");
    }
    return (setting.type().secret() ? secret(setting) : text(setting.name())).map(setting::parse);
  }

  /** The text as it was set, including surrounding white space. */
  private Optional<String> secret(Setting<?> setting) {
    Optional<ConfigValue> direct = value(setting.name());
    Optional<String> file = text(setting.fileName());
    if (direct.isPresent() && file.isPresent() && !ConfigSources.isOverride(direct.get())) {
      throw new StartException(
          setting.name() + " and " + setting.fileName() + " are both set: keep one of them");
    }
    if (direct.isPresent()) {
      return direct.map(ConfigValue::getValue);
    }
    return file.map(path -> secretIn(setting, path));
  }

  private String secretIn(Setting<?> setting, String path) {
    Path file = SettingType.PATH.parse(setting.fileName(), path);
    secretFiles.putIfAbsent(file, FileStamps.of(file));
    String text = SecretText.ofFile(setting.fileName(), file);
    secretTexts.put(setting, text);
    return text;
  }

  /**
   * The secrets that were read from a file until now, and differ by now. Finds those of handlers
   * whose files the environment names too, which cannot be listed.
   */
  List<String> differences(SettingReader now) {
    return secretTexts.entrySet().stream()
        .filter(each -> !now.secret(each.getKey()).equals(Optional.of(each.getValue())))
        .map(each -> each.getKey().name())
        .toList();
  }

  /** The files that were read until now, or could not be, with their stamps of that time. */
  Map<Path, String> secretFiles() {
    return Map.copyOf(secretFiles);
  }

  Optional<String> text(String name) {
    return value(name).map(ConfigValue::getValue).map(String::strip);
  }

  private Optional<ConfigValue> value(String name) {
    return Optional.of(config.getConfigValue(name))
        .filter(value -> value.getValue() != null && !value.getValue().isBlank());
  }

  /** The source that a setting, or its file, is taken from; empty when neither is set. */
  Optional<String> source(Setting<?> setting) {
    return value(setting.name())
        .or(() -> setting.type().secret() ? value(setting.fileName()) : Optional.empty())
        .map(ConfigSources::nameOf);
  }

  /** The names in place of a setting's placeholder for which a value is set. */
  Set<String> chosen(Setting<?> setting) {
    Set<String> chosen = new TreeSet<>();
    names.forEach(name -> setting.chosenIn(name).ifPresent(chosen::add));
    for (String variable : sources.environment().keySet()) {
      setting
          .chosenInVariable(variable)
          .filter(other -> chosen.stream().noneMatch(name -> isSameVariable(name, other)))
          .ifPresent(chosen::add);
    }
    chosen.removeIf(each -> source(setting.at(each)).isEmpty());
    return chosen;
  }

  /** The settings of the form of one with a placeholder for which a value is set. */
  Stream<Setting<?>> named(Setting<?> setting) {
    return chosen(setting).stream()
        .<Setting<?>>map(setting::at)
        .filter(each -> SettingsRegistry.entry(each.name()).equals(Optional.of(setting)));
  }

  private static boolean isSameVariable(String name, String other) {
    return name.replace('-', '_').equalsIgnoreCase(other);
  }

  /** Whether a setting whose name begins so has a value. */
  boolean anySet(String prefix) {
    String variable = prefix.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    return names.stream()
        .filter(name -> name.startsWith(prefix) || name.startsWith(variable))
        .anyMatch(name -> text(name).isPresent());
  }

  /** The names in all sources; those of the environment verbatim. */
  Set<String> names() {
    return names;
  }
}
