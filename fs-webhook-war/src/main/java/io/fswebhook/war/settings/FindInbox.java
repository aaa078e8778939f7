package io.fswebhook.war.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the inbox of a standalone receiver for commands that work on its file. No other setting is
 * read: secrets may be where only the receiver finds them. Makes nothing.
 */
public final class FindInbox {

  private FindInbox() {}

  /**
   * The SQLite file; empty if the inbox is in a PostgreSQL database.
   *
   * @param home overrides the setting
   */
  public static Optional<Path> file(@Nullable Path home) {
    ConfigSources sources =
        ConfigSources.ofThisProcess(
            home == null ? Map.of() : Map.of(ReadServer.HOME.name(), home.toString()));
    HomeFolder folder = HomeFolder.of(sources, Installation.ofThisProcess());
    SettingReader reader = new SettingReader(sources, folder.written().effective());
    if (reader.find(ReadInbox.DATASOURCE).isPresent()) {
      return Optional.empty();
    }
    return ReadInbox.urlOrFile(reader, folder.path())
        .match(file -> Optional.of(file.path()), server -> Optional.empty());
  }
}
