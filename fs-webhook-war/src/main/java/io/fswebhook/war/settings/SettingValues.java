package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The values that were set at some time, by name. Has secrets, so it is no record. */
final class SettingValues {

  private final Map<String, Object> byName = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();

  private SettingValues() {}

  /** Reads each value that is set. */
  static SettingValues read(SettingReader reader) {
    SettingValues values = new SettingValues();
    SettingsRegistry.all()
        .flatMap(setting -> setting.hasPlaceholder() ? reader.named(setting) : Stream.of(setting))
        .forEach(setting -> values.read(setting, reader));
    return values;
  }

  private void read(Setting<?> setting, SettingReader reader) {
    try {
      reader.find(setting).ifPresent(value -> byName.put(setting.name(), value));
    } catch (StartException e) {
      wrong.add(String.valueOf(e.getMessage()));
    }
  }

  /** The token may be in a file that no setting names. */
  SettingValues withAdminToken(AccessToken token) {
    byName.put(ReadTokens.ADMIN_TOKEN, token.value());
    return this;
  }

  /** A sentence for each that is wrong. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /**
   * Refuses them all where one is wrong.
   *
   * @throws SettingsRefusedException naming each of the wrong ones
   */
  void requireRight() {
    if (!wrong.isEmpty()) {
      throw new SettingsRefusedException(wrong);
    }
  }

  /** The names of which the values differ, or only one of both has one; sorted. */
  List<String> differences(SettingValues other) {
    TreeSet<String> names = new TreeSet<>(byName.keySet());
    names.addAll(other.byName.keySet());
    names.removeIf(name -> Objects.equals(byName.get(name), other.byName.get(name)));
    return List.copyOf(names);
  }
}
