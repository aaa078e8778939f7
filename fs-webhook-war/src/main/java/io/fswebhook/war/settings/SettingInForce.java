package io.fswebhook.war.settings;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A setting as it may be shown. Public for JSON-B.
 *
 * @param name with placeholders if it stands for all settings of its form
 * @param defaultValue null for none; in words if it depends on something else
 * @param secret whether its value is never shown
 * @param reloaded whether the file that it names is reloaded without a restart
 * @param live whether a changed value takes effect without a restart
 * @param restartNeeded whether another value is set by now, which a restart puts in force
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
    boolean live,
    boolean restartNeeded,
    boolean set,
    @Nullable String source,
    @Nullable String value) {

  /** All settings; one with a placeholder is followed by those of its form that are set. */
  static List<SettingInForce> all(SettingReader reader, Set<String> restartNeeded) {
    return SettingsRegistry.all()
        .flatMap(setting -> Stream.concat(Stream.of(setting), reader.named(setting)))
        .map(setting -> of(setting, reader, restartNeeded.contains(setting.name())))
        .toList();
  }

  private static SettingInForce of(
      Setting<?> setting, SettingReader reader, boolean restartNeeded) {
    String source = reader.source(setting).orElse(null);
    boolean secret = setting.type().secret();
    return new SettingInForce(
        setting.name(),
        setting.type().name(),
        setting.type().rule(),
        setting.defaultValue(),
        setting.description(),
        secret,
        setting.reload() == Setting.Reload.FILE,
        setting.isLive(),
        restartNeeded,
        source != null,
        source,
        secret
            ? null
            : reader.text(setting.name()).map(setting.type()::withoutPassword).orElse(null));
  }
}
