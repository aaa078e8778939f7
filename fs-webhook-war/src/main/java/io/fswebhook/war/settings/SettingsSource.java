package io.fswebhook.war.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where settings were read from, so that they can be read again. Its text has no value. */
public final class SettingsSource {

  private final SettingsLoader loader;
  private final Map<String, String> properties;
  private final SettingReader reader;
  private final SettingValues values;
  private final Map<Path, String> files;

  /**
   * Remembers the values of now.
   *
   * @param properties those of the properties file that are in force
   * @param files other than those of secrets, with the stamps that they had
   */
  SettingsSource(
      SettingsLoader loader,
      Map<String, String> properties,
      SettingReader reader,
      List<AccessToken> tokens,
      Map<Path, String> files) {
    this.loader = loader;
    this.properties = Map.copyOf(properties);
    this.reader = reader;
    this.files = files;
    this.values = SettingValues.read(reader).withAdminToken(tokens.get(0));
  }

  SettingsLoader loader() {
    return loader;
  }

  Map<String, String> properties() {
    return properties;
  }

  /** The names of live settings with other values, sorted. */
  List<String> differences(SettingsSource now) {
    Set<String> names = new TreeSet<>(values.differences(now.values));
    names.addAll(reader.differences(now.reader));
    names.removeIf(name -> !SettingsRegistry.isLive(name));
    return List.copyOf(names);
  }

  /** All files that were read until now, with the stamps that they had. */
  Map<Path, String> files() {
    Map<Path, String> all = new TreeMap<>(reader.secretFiles());
    all.putAll(files);
    return all;
  }

  SettingValues values() {
    return values;
  }
}
