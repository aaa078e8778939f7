package io.fswebhook.war.cli.inbox;

import io.fswebhook.core.file.OwnerOnly;
import io.fswebhook.core.inbox.sqlite.BackupSummary;
import io.fswebhook.core.inbox.sqlite.RestoreInbox;
import io.fswebhook.core.inbox.sqlite.RestoreInbox.Restored;
import io.fswebhook.war.cli.line.Confirmation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    description = {
      "Puts a backup in the place of an SQLite inbox that no receiver uses.",
      "The backup is checked first, and the files that it replaces are kept. Deliveries that arrived"
          + " after the backup are only in those; tasks that were done since are done again."
    },
    footer = {"", "Run it as the receiver's user, while the receiver is stopped."})
final class RestoreCommand extends InboxCommand {

  @Mixin private Confirmation confirmation = new Confirmation();

  @Parameters(paramLabel = "FILE", description = "A file that was made by the command backup.")
  private Path file = Path.of("");

  @Override
  int run(Path inbox) throws IOException, SQLException {
    if (!Files.isRegularFile(file)) {
      throw wrongUse("There is no file " + file);
    }
    BackupSummary backup = RestoreInbox.look(file);
    makeFolder(Objects.requireNonNull(inbox.toAbsolutePath().getParent()));
    try (RestoreInbox restore = RestoreInbox.begin(file, inbox)) {
      if (restore.replaces()
          && !confirmation.isGiven(
              this, "Replace the inbox " + inbox + " by the backup of " + backup.madeAt() + "?")) {
        return 1;
      }
      report(inbox, restore.run());
      return 0;
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) { // some JDKs refuse a link to a folder
      Files.createDirectories(folder, OwnerOnly.of("rwx------"));
    }
  }

  private void report(Path inbox, Restored restored) {
    say("Restored", "to", inbox, restored.backup());
    if (restored.aside() != null) {
      complain("The files that were there are in " + restored.aside());
    }
  }
}
