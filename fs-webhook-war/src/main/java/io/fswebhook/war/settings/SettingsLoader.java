package io.fswebhook.war.settings;

import io.fswebhook.core.ReceiverSettings;
import io.fswebhook.core.StreamSettings;
import io.fswebhook.core.schema.SchemaSettings;
import io.fswebhook.core.verify.VerifySettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every setting from, strongest first: overrides, system properties, the environment, {@code
 * <home>/fs-webhook.properties}, defaults. A wrong one causes a {@link
 * io.fswebhook.core.failure.StartException} that names it.
 */
public final class SettingsLoader {

  private static final Logger log = LoggerFactory.getLogger(SettingsLoader.class);

  private final ConfigSources sources;
  private final Path defaultHome;
  private final List<Path> serverLibDirs;

  SettingsLoader(ConfigSources sources, Path defaultHome, List<Path> serverLibDirs) {
    this.sources = sources;
    this.defaultHome = defaultHome;
    this.serverLibDirs = List.copyOf(serverLibDirs);
  }

  /**
   * The settings of a standalone receiver.
   *
   * @param overrides by their full names; stronger than every other source
   * @param defaultHome the home unless it is set
   */
  public static Settings load(Map<String, String> overrides, Path defaultHome) {
    return load(overrides, defaultHome, List.of());
  }

  /**
   * The settings of a receiver on a server.
   *
   * @param serverLibDirs the server's own lib folders
   */
  public static Settings load(
      Map<String, String> overrides, Path defaultHome, List<Path> serverLibDirs) {
    return new SettingsLoader(ConfigSources.ofThisProcess(overrides), defaultHome, serverLibDirs)
        .load();
  }

  Settings load() {
    HomeFolder home =
        HomeFolder.open(
            new SettingReader(sources, Map.of())
                .find(ReadServer.HOME)
                .orElse(defaultHome.toAbsolutePath().normalize()));
    SettingReader reader = new SettingReader(sources, properties(home));
    Map<String, SchemaSettings> schemas = ReadSchemas.read(reader);
    Map<String, StreamSettings> streams = ReadStreams.read(reader);
    VerifySettings verify = ReadSignatures.verify(reader, streams, home.propertiesFile());
    return new Settings(
        home.path(),
        new ReceiverSettings(
            verify,
            streams,
            schemas,
            ReadInbox.read(reader, verify, home.path()),
            ReadServer.plugins(reader, home.path(), serverLibDirs),
            new ReadHandlers(reader),
            ReadSignatures.rejections(reader, verify)),
        ReadServer.http(reader),
        reader.get(ReadServer.FORWARDED),
        reader.get(ReadServer.MAX_BODY_SIZE),
        reader.get(ReadServer.METRICS_PUBLIC),
        ReadTokens.read(reader, home.path()),
        SettingInForce.all(reader));
  }

  /** The properties in the file that have an effect; the others are logged. */
  private Map<String, String> properties(HomeFolder home) {
    Map<String, String> properties = new HashMap<>(home.properties());
    String file = home.propertiesFile().toString();
    SettingsRegistry.complaints(properties.keySet(), file).forEach(log::warn);
    SettingsRegistry.complaints(sources.system().keySet(), "the system properties")
        .forEach(log::warn);
    if (properties.remove(ReadServer.HOME.name()) != null) {
      log.warn(
          "setting {} in {} has no effect: the file is found through it",
          ReadServer.HOME.name(),
          file);
    }
    return properties;
  }
}
