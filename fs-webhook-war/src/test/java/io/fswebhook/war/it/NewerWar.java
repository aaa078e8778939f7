package io.fswebhook.war.it;

import io.fswebhook.core.inbox.commit.Compatibility;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The WAR as a later minor version may be: with more migrations of the tables. */
final class NewerWar {

  /** Each locks one table of those that the nodes use, so that it has no deadlocks with them. */
  private static final List<String> ADDITIONS =
      List.of(
          "ALTER TABLE delivery ADD COLUMN note TEXT;",
          "ALTER TABLE task ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;",
          "CREATE TABLE label (id INTEGER PRIMARY KEY, name TEXT NOT NULL);");

  private static final Map<String, String> BEFORE_EACH =
      Map.of("sqlite", "", "postgres", "SET LOCAL lock_timeout = '3s';\n");

  private NewerWar() {}

  /** The schema version that it migrates to. */
  static int schemaVersion() {
    return released() + ADDITIONS.size();
  }

  private static int released() {
    return Compatibility.of("postgres").newest();
  }

  static Path in(Path folder) throws IOException {
    Path war = Files.copy(WarCommand.war(), folder.resolve("newer.war"));
    try (FileSystem content = FileSystems.newFileSystem(war)) {
      for (Map.Entry<String, String> each : BEFORE_EACH.entrySet()) {
        Path place = content.getPath("WEB-INF/classes/io/fswebhook/core/inbox", each.getKey());
        Files.createDirectories(place);
        int version = released();
        for (String addition : ADDITIONS) {
          version++;
          Files.writeString(
              place.resolve("V" + version + "__inbox.sql"), each.getValue() + addition + "\n");
        }
      }
    }
    return war;
  }
}
