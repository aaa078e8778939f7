package io.fswebhook.war.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A setting as it may be shown. Public for JSON-B.
 *
 * @param name with placeholders if it stands for all settings of its form
 * @param defaultValue null for none; in words if it depends on something else
 * @param secret whether its value is never shown
 * @param reloaded whether the file that it names is reloaded without a restart
 * @param source where it is set; null if it is not
 * @param value null if it is not set, or secret
 */
public record SettingInForce(
    String name,
    String type,
    String rule,
    @Nullable String defaultValue,
    String description,
    boolean secret,
    boolean reloaded,
    boolean set,
    @Nullable String source,
    @Nullable String value) {

  /** All settings; one with a placeholder is followed by those of its form that are set. */
  static List<SettingInForce> all(SettingReader reader) {
    return SettingsRegistry.all()
        .flatMap(setting -> Stream.concat(Stream.of(setting), chosen(setting, reader)))
        .map(setting -> of(setting, reader))
        .toList();
  }

  private static Stream<Setting<?>> chosen(Setting<?> setting, SettingReader reader) {
    return reader.chosen(setting).stream()
        .<Setting<?>>map(setting::at)
        .filter(each -> SettingsRegistry.entry(each.name()).equals(Optional.of(setting)));
  }

  private static SettingInForce of(Setting<?> setting, SettingReader reader) {
    String source = reader.source(setting).orElse(null);
    boolean secret = setting.type().secret();
    return new SettingInForce(
        setting.name(),
        setting.type().name(),
        setting.type().rule(),
        setting.defaultValue(),
        setting.description(),
        secret,
        setting.reloaded(),
        source != null,
        source,
        secret
            ? null
            : reader.text(setting.name()).map(setting.type()::withoutPassword).orElse(null));
  }
}
