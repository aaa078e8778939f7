package io.fswebhook.war.settings;

import io.fswebhook.core.ReceiverSettings;
import io.fswebhook.core.failure.StartException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    String stamp = FileStamps.of(home.propertiesFile());
    Map<String, String> properties = properties(home);
    SettingReader reader = new SettingReader(sources, properties);
    ReadLive live = new ReadLive(reader, home);
    ReceiverSettings receiver =
        live.receiver(
            ReadInbox.read(reader, live.verify(), home.path()),
            ReadServer.plugins(reader, home.path(), serverLibDirs));
    HttpSettings http = ReadServer.http(reader);
    List<AccessToken> tokens = live.tokens();
    return new Settings(
        home.path(),
        receiver,
        http,
        reader.get(ReadServer.FORWARDED),
        live.maxBodySize(),
        reader.get(ReadServer.METRICS_PUBLIC),
        tokens,
        SettingInForce.all(reader, Set.of()),
        new SettingsSource(this, properties, reader, tokens, home.files(stamp)));
  }

  /**
   * Reads the settings again. Those that need a restart keep their values.
   *
   * @throws SettingsRefusedException if some are wrong, whether they need a restart or not
   */
  SettingsChange reload(Settings current) {
    try {
      return changeOf(current);
    } catch (StartException e) {
      throw new SettingsRefusedException(List.of(String.valueOf(e.getMessage())));
    }
  }

  private SettingsChange changeOf(Settings current) {
    HomeFolder home = new HomeFolder(current.home());
    String stamp = FileStamps.of(home.propertiesFile());
    Map<String, String> properties = properties(home);
    SettingValues all = SettingValues.read(new SettingReader(sources, properties));
    all.requireRight();
    Map<String, String> inForce = inForce(properties, current.source().properties());
    SettingReader reader = new SettingReader(sources, inForce);
    ReadLive live = new ReadLive(reader, home);
    List<AccessToken> tokens = live.tokens();
    SettingsSource source = new SettingsSource(this, inForce, reader, tokens, home.files(stamp));
    List<String> restartNeeded =
        all.differences(source.values()).stream()
            .filter(name -> !SettingsRegistry.isLive(name))
            .toList();
    Settings changed =
        new Settings(
            current.home(),
            live.receiver(current.receiver().inbox(), current.receiver().plugins()),
            current.http(),
            current.forwarded(),
            live.maxBodySize(),
            current.metricsPublic(),
            tokens,
            SettingInForce.all(reader, Set.copyOf(restartNeeded)),
            source);
    return new SettingsChange(changed, current.source().differences(source), restartNeeded);
  }

  /** What is set now, and what needs a restart as it was at the start. */
  private static Map<String, String> inForce(Map<String, String> now, Map<String, String> atStart) {
    Map<String, String> inForce = new HashMap<>(now);
    inForce.keySet().removeIf(name -> !SettingsRegistry.isLive(name));
    atStart.forEach(
        (name, value) -> {
          if (!SettingsRegistry.isLive(name)) {
            inForce.put(name, value);
          }
        });
    return inForce;
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
