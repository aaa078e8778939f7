package io.fswebhook.war.settings;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Where settings come from, strongest first: overrides, system properties, environment, file.
 * Interceptors and discovery are off, so that values stay verbatim (including {@code ${…}} and
 * backslashes in a secret) and nothing else on a server's class path interferes.
 */
record ConfigSources(
    Map<String, String> overrides, Map<String, String> system, Map<String, String> environment) {

  /** The rank of the strongest source. */
  private static final int OVERRIDES = 500;

  private static final Map<Integer, String> NAMES =
      Map.of(OVERRIDES, "override", 400, "system-property", 300, "environment", 100, "file");

  ConfigSources {
    overrides = Map.copyOf(overrides);
    system = ours(system);
    environment = ours(environment);
  }

  /** The current sources of this JVM. */
  static ConfigSources ofThisProcess(Map<String, String> overrides) {
    Map<String, String> system = new HashMap<>();
    Properties properties = System.getProperties();
    properties.stringPropertyNames().forEach(n -> system.put(n, properties.getProperty(n, "")));
    return new ConfigSources(overrides, system, System.getenv());
  }

  SmallRyeConfig with(Map<String, String> file) {
    return new SmallRyeConfigBuilder()
        .withSources(
            new PropertiesConfigSource(overrides, "overrides", OVERRIDES),
            new PropertiesConfigSource(system, "system properties", 400),
            new EnvConfigSource(environment, 300),
            new PropertiesConfigSource(file, "file", 100))
        .build();
  }

  /** What the API calls the source of a value that is set. */
  static String nameOf(ConfigValue value) {
    return NAMES.getOrDefault(value.getConfigSourceOrdinal(), "unknown");
  }

  /** Whether the program itself set the value, which no other source may override. */
  static boolean isOverride(ConfigValue value) {
    return value.getConfigSourceOrdinal() == OVERRIDES;
  }

  private static Map<String, String> ours(Map<String, String> all) {
    Map<String, String> ours = new HashMap<>(all);
    ours.keySet()
        .removeIf(n -> !n.toLowerCase(Locale.ROOT).replace('_', '.').startsWith(Setting.PREFIX));
    return Map.copyOf(ours);
  }
}
