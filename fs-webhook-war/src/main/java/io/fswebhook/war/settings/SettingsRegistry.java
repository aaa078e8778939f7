package io.fswebhook.war.settings;

import io.fswebhook.core.text.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All settings: the source for reading, checking, suggestions, documentation and the API. */
final class SettingsRegistry {

  /** Related settings, in the order of the documentation. */
  record Group(String title, List<Setting<?>> settings) {}

  static final List<Group> GROUPS =
      List.of(
          new Group("Home, plugins and HTTP", ReadServer.SETTINGS),
          new Group("Signatures", ReadSignatures.SETTINGS),
          new Group("Streams", Setting.live(ReadStreams.SETTINGS)),
          new Group("Events", Setting.live(ReadSchemas.EVENT_SETTINGS)),
          new Group("Inbox", ReadInbox.SETTINGS),
          new Group("Kafka and several nodes", ReadKafka.SETTINGS),
          new Group("Handlers", Setting.live(ReadHandlers.SETTINGS)),
          new Group("Access", Setting.live(ReadTokens.SETTINGS)),
          new Group("Users of a proxy", ReadProxyAccess.SETTINGS),
          new Group("Alerts", Setting.live(ReadAlerts.SETTINGS)),
          new Group("Mail server", Setting.live(ReadSmtp.SETTINGS)));

  private SettingsRegistry() {}

  static Stream<Setting<?>> all() {
    return GROUPS.stream().flatMap(group -> group.settings().stream());
  }

  /** The setting with this name, or whose file has this name. */
  static Optional<Setting<?>> entry(String name) {
    return all().filter(setting -> setting.matches(name)).findFirst();
  }

  /** Whether a changed value, or a changed file of it, takes effect without a restart. */
  static boolean isLive(String name) {
    return entry(name).map(Setting::isLive).orElse(false);
  }

  /** A sentence for each unknown name, sorted. */
  static List<String> complaints(Collection<String> names, String where) {
    return names.stream()
        .filter(name -> name.startsWith(Setting.PREFIX) && entry(name).isEmpty())
        .sorted()
        .map(
            name ->
                "setting "
                    + name
                    + " in "
                    + where
                    + " is not known and has no effect; the nearest known name is "
                    + nearest(name))
        .toList();
  }

  private static String nearest(String name) {
    return NearestName.of(name, all().flatMap(SettingsRegistry::names).toList()).orElseThrow();
  }

  private static Stream<String> names(Setting<?> setting) {
    return setting.type().secret()
        ? Stream.of(setting.name(), setting.fileName())
        : Stream.of(setting.name());
  }
}
