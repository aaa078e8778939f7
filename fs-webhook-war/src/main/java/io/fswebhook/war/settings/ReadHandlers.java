package io.fswebhook.war.settings;

import static io.fswebhook.war.settings.Setting.optional;
import static io.fswebhook.war.settings.Setting.setting;
import static io.fswebhook.war.settings.SettingType.FLAG;
import static io.fswebhook.war.settings.SettingType.SECRET;
import static java.util.stream.Collectors.toSet;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.plugin.HandlerSettings;
import io.fswebhook.core.plugin.HandlerSettingsSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The settings of handlers, read once a handler's name is known. */
final class ReadHandlers implements HandlerSettingsSource {

  static final String ONE = "handlers.<name>.";

  private static final Setting<Boolean> ENABLED =
      setting(
          ONE + "enabled",
          FLAG,
          "true",
          "`false`: the handler is not started and no longer subscribed. Its pending tasks are"
              + " kept for `fs.webhook.retention.dead`.");

  private static final Setting<String> OWN =
      optional(
          ONE + "<key>",
          SECRET,
          "Any other key is passed to the handler; see the documentation of its plugin.");

  private static final List<Setting<?>> RESERVED =
      Stream.concat(Stream.of(ENABLED), ReadAttempts.OF_ONE.stream()).toList();

  static final List<Setting<?>> SETTINGS =
      Stream.of(ReadAttempts.OF_ALL, RESERVED, List.<Setting<?>>of(OWN))
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private static final String PREFIX = Setting.PREFIX + ONE;

  private final SettingReader reader;
  private final ReadAttempts attempts;

  /** Checks the general settings now; those of a handler once its name is known. */
  ReadHandlers(SettingReader reader) {
    this.reader = reader;
    this.attempts = new ReadAttempts(reader);
  }

  /**
   * The handlers that a change concerns beyond how they are called.
   *
   * @param changed the names of settings
   */
  static Set<String> toStartAgain(List<String> changed) {
    return changed.stream()
        .filter(name -> ReadAttempts.OF_ONE.stream().noneMatch(each -> each.matches(name)))
        .flatMap(name -> OWN.chosenIn(name).stream())
        .map(chosen -> chosen.substring(0, chosen.indexOf('.')))
        .collect(toSet());
  }

  @Override
  public HandlerSettings of(String handler) {
    try {
      return new HandlerSettings(
          reader.get(ENABLED.at(handler)),
          attempts.of(handler),
          key -> own(handler, key),
          listed(handler),
          RESERVED.stream().map(each -> each.name().substring(PREFIX.length())).collect(toSet()));
    } catch (StartException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Any of a handler's own settings may be in a file, because only the handler knows which are
   * secret.
   */
  private Optional<String> own(String handler, String key) {
    if (isReserved(handler, key)) {
      return Optional.empty();
    }
    Setting<String> own = OWN.at(handler + "." + key);
    try {
      return reader.text(own.name()).or(() -> reader.find(own));
    } catch (StartException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private Map<String, String> listed(String handler) {
    String prefix = OWN.at(handler + ".").name();
    Map<String, String> listed = new TreeMap<>();
    for (String name : reader.names()) {
      if (name.startsWith(prefix) && !isReserved(handler, name.substring(prefix.length()))) {
        reader.text(name).ifPresent(text -> listed.put(name.substring(prefix.length()), text));
      }
    }
    return listed;
  }

  private static boolean isReserved(String handler, String key) {
    String name = OWN.at(handler + "." + key).name();
    return RESERVED.stream().anyMatch(each -> each.at(handler).name().equals(name));
  }
}
