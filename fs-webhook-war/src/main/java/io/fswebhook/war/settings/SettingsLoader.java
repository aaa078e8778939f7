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
 * <home>/fs-webhook.properties}, {@code conf/fs-webhook.properties} of an unpacked archive,
 * defaults. A wrong one causes a {@link io.fswebhook.core.failure.StartException} that names it.
 */
public final class SettingsLoader {

  private static final Logger log = LoggerFactory.getLogger(SettingsLoader.class);

  private final ConfigSources sources;
  private final Installation installation;
  private final List<Path> serverLibDirs;

  SettingsLoader(ConfigSources sources, Installation installation, List<Path> serverLibDirs) {
    this.sources = sources;
    this.installation = installation;
    this.serverLibDirs = List.copyOf(serverLibDirs);
  }

  /**
   * The settings of a standalone receiver.
   *
   * @param overrides by their full names; stronger than every other source
   * @param installation where it has its files
   */
  public static Settings load(Map<String, String> overrides, Installation installation) {
    return load(overrides, installation, List.of());
  }

  /**
   * The settings of a receiver on a server.
   *
   * @param serverLibDirs the server's own lib folders
   */
  public static Settings load(
      Map<String, String> overrides, Installation installation, List<Path> serverLibDirs) {
    return new SettingsLoader(ConfigSources.ofThisProcess(overrides), installation, serverLibDirs)
        .load();
  }

  Settings load() {
    HomeFolder home = HomeFolder.of(sources, installation).open();
    Map<Path, String> stamps = home.stamps();
    Map<String, String> properties = properties(home);
    SettingReader reader = new SettingReader(sources, properties);
    ReadLive live = new ReadLive(reader, home);
    ReceiverSettings receiver =
        live.receiver(
            ReadInbox.read(reader, live.signaturesKept(), home.path()),
            ReadServer.plugins(reader, home.path(), serverLibDirs));
    TopicSettings kafka = ReadKafka.read(reader);
    HttpSettings http = ReadServer.http(reader);
    List<AccessToken> tokens = live.tokens();
    return new Settings(
        home.path(),
        receiver,
        kafka,
        ReadKafka.roles(reader, kafka, receiver.inbox().place()),
        http,
        reader.get(ReadServer.FORWARDED),
        live.maxBodySize(),
        live.redact(),
        live.alerts(),
        reader.get(ReadServer.METRICS_PUBLIC),
        reader.get(ReadServer.JSON_LOG),
        ReadProxyAccess.read(reader),
        tokens,
        SettingInForce.all(reader, Set.of()),
        new SettingsSource(this, properties, reader, tokens, home.files(stamps)));
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
    HomeFolder home = HomeFolder.at(current.home(), installation);
    Map<Path, String> stamps = home.stamps();
    Map<String, String> properties = properties(home);
    SettingValues all = SettingValues.read(new SettingReader(sources, properties));
    all.requireRight();
    Map<String, String> inForce = inForce(properties, current.source().properties());
    SettingReader reader = new SettingReader(sources, inForce);
    ReadLive live = new ReadLive(reader, home);
    List<AccessToken> tokens = live.tokens();
    SettingsSource source = new SettingsSource(this, inForce, reader, tokens, home.files(stamps));
    List<String> restartNeeded =
        all.differences(source.values()).stream()
            .filter(name -> !SettingsRegistry.isLive(name))
            .toList();
    Settings changed =
        new Settings(
            current.home(),
            live.receiver(
                current
                    .receiver()
                    .inbox()
                    .keepingFor(ReadInbox.retention(reader), live.signaturesKept()),
                current.receiver().plugins()),
            current.kafka(),
            current.roles(),
            current.http(),
            current.forwarded(),
            live.maxBodySize(),
            live.redact(),
            live.alerts(),
            current.metricsPublic(),
            current.jsonLog(),
            current.proxy(),
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

  /** The properties in the files that have an effect; the others are logged. */
  private Map<String, String> properties(HomeFolder home) {
    WrittenSettings written = home.written();
    written.complaints(sources).forEach(log::warn);
    return written.effective();
  }
}
