package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Reads where deliveries are kept, and how long. */
final class ReadInboxSettings {

  private static final String URL = "fs.webhook.inbox.url";
  private static final String DATASOURCE = "fs.webhook.inbox.datasource";
  private static final String RETENTION = "fs.webhook.retention";
  private static final String SQLITE = "jdbc:sqlite:";

  private final SettingReader settings;
  private final HomeFolder home;

  ReadInboxSettings(SettingReader settings, HomeFolder home) {
    this.settings = settings;
    this.home = home;
  }

  /**
   * The settings.
   *
   * @param maxAge how old a signature may be: shorter retention would take a replay for new
   */
  InboxSettings read(Duration maxAge) {
    return new InboxSettings(
        file(),
        settings.oneOf(
            "fs.webhook.duplicates.same-body", Map.of("timed", true, "never", false), "timed"),
        retention(maxAge));
  }

  private Path file() {
    if (settings.text(DATASOURCE).isPresent()) {
      throw new StartException(
          DATASOURCE
              + " is set, but this version keeps deliveries in SQLite only: remove it, and set "
              + URL
              + " to jdbc:sqlite:<file> if the file is not to be below the home");
    }
    return settings
        .text(URL)
        .map(ReadInboxSettings::file)
        .orElseGet(() -> home.path().resolve("data").resolve("inbox.db"));
  }

  private static Path file(String url) {
    if (!url.startsWith(SQLITE)) {
      throw new StartException(
          URL
              + " must be jdbc:sqlite:<file>, was \""
              + withoutCredentials(url)
              + "\": this version keeps deliveries in SQLite only");
    }
    String file = url.substring(SQLITE.length());
    if (file.isBlank() || file.startsWith(":") || file.startsWith("file:") || file.contains("?")) {
      throw SettingReader.wrong(
          URL, "must be jdbc:sqlite:<file>, a file on disk and no parameters", url);
    }
    Path path = SettingReader.path(URL, file);
    if (path.getFileName() == null) {
      throw SettingReader.wrong(URL, "must be jdbc:sqlite:<file>, a file and no folder", url);
    }
    return path;
  }

  /** The kind of database alone, since a URL may hold a password. */
  private static String withoutCredentials(String url) {
    String[] parts = url.split(":", 3);
    return parts.length < 3 ? parts[0] + "…" : parts[0] + ":" + parts[1] + ":…";
  }

  private Duration retention(Duration maxAge) {
    Duration retention =
        settings.duration(RETENTION, Duration.ofDays(30), Limits.SHORTEST, Limits.LONGEST);
    if (retention.compareTo(maxAge) >= 0) {
      return retention;
    }
    throw new StartException(
        RETENTION
            + " must not be shorter than fs.webhook.signature.max-age ("
            + maxAge
            + "), was \""
            + settings.text(RETENTION).orElse(retention.toString())
            + "\": a replayed delivery would be taken for a new one");
  }
}
