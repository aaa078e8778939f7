package io.fswebhook.war.settings;

import static io.fswebhook.war.settings.Setting.optional;
import static io.fswebhook.war.settings.Setting.setting;
import static io.fswebhook.war.settings.SettingType.FLAG;
import static io.fswebhook.war.settings.SettingType.PATH;
import static io.fswebhook.war.settings.SettingType.SECRET;
import static io.fswebhook.war.settings.SettingType.TEXT;
import static io.fswebhook.war.settings.SettingType.duration;
import static io.fswebhook.war.settings.SettingType.wholeNumber;

import io.fswebhook.core.plugin.PluginSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The home, the plugins folder, and how the receiver is reached. */
final class ReadServer {

  static final Setting<Path> HOME =
      optional(
              "home",
              PATH,
              "The folder for everything that survives a restart: `plugins/`, `data/`,"
                  + " `fs-webhook.properties`, `admin-token` and, standalone, `run/`. It has no effect in `<home>/fs-webhook.properties`, which is located through it.")
          .orElse(
              "standalone `./fs-webhook-home`, or the folder of the unpacked archive; on a server `fs-webhook` in its instance folder");

  static final Setting<Integer> MAX_BODY_SIZE =
      setting(
          "max-body-size",
          wholeNumber(1, 100 * 1024 * 1024),
          "1048576",
          "The largest body of a delivery, in bytes.");

  static final Setting<Boolean> FORWARDED =
      setting(
          "http.forwarded",
          FLAG,
          "false",
          "`true` if a reverse proxy sets the `X-Forwarded-…` headers. Leave it `false` without one, since"
              + " any client could send these headers.");

  private static final Setting<String> HOST =
      setting("http.host", TEXT, "127.0.0.1", "The address to listen on. Standalone server only.");

  private static final Setting<Integer> PORT =
      setting(
          "http.port",
          wholeNumber(0, 65535),
          "8080",
          "The port to listen on; `0` for any free one. Standalone server only.");

  private static final Setting<Path> KEYSTORE =
      optional(
              "http.tls.keystore",
              SettingType.KEYSTORE,
              "Enables HTTPS in the standalone server. If a renewed file is unusable, the current"
                  + " certificate stays in use.")
          .withReloadedFile();

  private static final Setting<String> KEYSTORE_PASSWORD =
      optional("http.tls.password", SECRET, "The password of the keystore.");

  static final Setting<Boolean> JSON_LOG =
      setting(
          "log.format",
          SettingType.choice("choice", Map.of("text", false, "json", true)),
          "text",
          "`json`: each line of the log is a JSON object, with time, level, logger, message, thread,"
              + " exception, and the ids of trace and delivery. Standalone server only.");

  static final Setting<Boolean> METRICS_PUBLIC =
      setting("metrics.public", FLAG, "false", "`true`: `/metrics` requires no token.");

  static final Setting<List<String>> REDACT =
      optional(
              "redact",
              SettingType.REDACTED,
              "The values in bodies that are masked wherever bodies are shown: in the console, by the API and"
                  + " by commands, to operators too. Handlers, and `GET deliveries/{id}/request`, get bodies as they were received.")
          .orElse("nothing is masked");

  private static final Setting<Path> PLUGINS =
      optional("plugins.dir", PATH, "Each jar and each folder of jars in this folder is a plugin.")
          .orElse("`<home>/plugins`");

  private static final Setting<Duration> POLL_INTERVAL =
      setting(
          "plugins.poll-interval",
          duration("PT0.1S", "PT24H"),
          "PT5S",
          "How often the plugins folder is scanned where the system reports no changes, such as on network"
              + " file systems.");

  static final List<Setting<?>> SETTINGS =
      List.of(
          HOME,
          PLUGINS,
          POLL_INTERVAL,
          MAX_BODY_SIZE.live(),
          REDACT.live(),
          HOST,
          PORT,
          KEYSTORE,
          KEYSTORE_PASSWORD,
          FORWARDED,
          JSON_LOG,
          METRICS_PUBLIC);

  private ReadServer() {}

  static HttpSettings http(SettingReader reader) {
    return new HttpSettings(
        reader.get(HOST),
        reader.get(PORT),
        reader.find(KEYSTORE).orElse(null),
        reader.find(KEYSTORE_PASSWORD).orElse(null));
  }

  static PluginSettings plugins(SettingReader reader, Path home, List<Path> serverLibDirs) {
    return new PluginSettings(
        reader.find(PLUGINS).orElse(home.resolve("plugins")),
        reader.get(POLL_INTERVAL),
        serverLibDirs,
        home.resolve("data").resolve("handlers"),
        home.resolve("data").resolve("plugins-running"));
  }
}
