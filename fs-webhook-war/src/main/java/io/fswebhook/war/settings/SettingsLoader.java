package io.fswebhook.war.settings;

import io.fswebhook.core.ReceiverSettings;
import io.fswebhook.core.plugin.PluginSettings;
import io.fswebhook.core.verify.VerifySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every setting from, strongest first: overrides, system properties, the environment, {@code
 * <home>/fs-webhook.properties}, defaults. A wrong one ends in a {@link
 * io.fswebhook.core.failure.StartException} that names it.
 */
public final class SettingsLoader {

  private static final Logger log = LoggerFactory.getLogger(SettingsLoader.class);

  private static final int MOST_BODY_BYTES = 100 * 1024 * 1024;

  private final ConfigSources sources;
  private final Path defaultHome;
  private final List<Path> serverLibDirs;

  SettingsLoader(ConfigSources sources, Path defaultHome, List<Path> serverLibDirs) {
    this.sources = sources;
    this.defaultHome = defaultHome;
    this.serverLibDirs = List.copyOf(serverLibDirs);
  }

  /**
   * The settings of a receiver that no server surrounds.
   *
   * @param overrides by their full names; stronger than every other source
   * @param defaultHome where the home is unless it is set
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
    HomeFolder home = home();
    Map<String, String> file = home.properties();
    warnOfNamesWithoutEffect(file, home);
    SettingReader settings = new SettingReader(sources.with(file));
    SecretReader secrets = new SecretReader(settings);
    return new Settings(
        home.path(),
        receiver(settings, secrets, home),
        new ReadHttpSettings(settings, secrets).read(),
        settings.flag("fs.webhook.http.forwarded", false),
        settings.wholeNumber("fs.webhook.max-body-size", 1024 * 1024, 1, MOST_BODY_BYTES),
        settings.flag("fs.webhook.metrics.public", false),
        new ReadTokens(settings, secrets, home).read());
  }

  /** Found without the file, which is found through it. */
  private HomeFolder home() {
    SettingReader settings = new SettingReader(sources.with(Map.of()));
    return HomeFolder.open(
        settings.path(HomeFolder.SETTING).orElse(defaultHome.toAbsolutePath().normalize()));
  }

  private ReceiverSettings receiver(SettingReader settings, SecretReader secrets, HomeFolder home) {
    VerifySettings verify = new ReadVerifySettings(settings, secrets, home).read();
    return new ReceiverSettings(
        verify,
        new ReadInboxSettings(settings, new ReadInboxPlace(settings, secrets, home).read())
            .read(verify),
        plugins(settings, home),
        new ConfiguredHandlers(settings, secrets),
        new ReadRejectionSettings(settings, secrets).read(verify));
  }

  private PluginSettings plugins(SettingReader settings, HomeFolder home) {
    return new PluginSettings(
        settings.path("fs.webhook.plugins.dir").orElse(home.path().resolve("plugins")),
        settings.duration(
            "fs.webhook.plugins.poll-interval",
            PluginSettings.DEFAULT_POLL_INTERVAL,
            Duration.ofMillis(100),
            Duration.ofDays(1)),
        serverLibDirs,
        home.path().resolve("data").resolve("handlers"),
        home.path().resolve("data").resolve("plugins-running"));
  }

  private void warnOfNamesWithoutEffect(Map<String, String> file, HomeFolder home) {
    String where = home.propertiesFile().toString();
    SettingNames.complaints(file.keySet(), where).forEach(log::warn);
    SettingNames.complaints(sources.system().keySet(), "the system properties").forEach(log::warn);
    if (file.containsKey(HomeFolder.SETTING)) {
      log.warn(
          "setting {} in {} has no effect: the file is found through it",
          HomeFolder.SETTING,
          where);
    }
  }
}
