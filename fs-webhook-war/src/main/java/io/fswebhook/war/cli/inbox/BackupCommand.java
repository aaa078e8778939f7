package io.fswebhook.war.cli.inbox;

import io.fswebhook.core.inbox.sqlite.BackUpInbox;
import io.fswebhook.core.inbox.sqlite.BackupSummary;
import io.fswebhook.war.cli.line.ProgressLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "backup",
    description = {
      "Backs up the SQLite inbox of a receiver, which may keep running.",
      "Everything acknowledged before the command began is in the backup. It is checked before it"
          + " gets its name; until then, the file ends in .part."
    },
    footer = {
      "",
      "Run it on the receiver's machine, as its user. fs-webhook.properties, admin-token and"
          + " plugins/ are not in it."
    })
final class BackupCommand extends InboxCommand {

  @Parameters(paramLabel = "FILE", description = "The file to write, for its owner only.")
  private Path file = Path.of("");

  @Option(names = "--overwrite", description = "Replaces the file if it exists.")
  private boolean overwrite;

  @Override
  int run(Path inbox) throws IOException, SQLException {
    if (!Files.isRegularFile(inbox)) {
      throw wrongUse("There is no inbox " + inbox + "; --home names the receiver's home");
    }
    if (Files.isDirectory(file)) {
      throw wrongUse(file + " is a folder; name a file in it");
    }
    if (Files.exists(file) && !overwrite) {
      throw wrongUse(file + " exists; choose another name, or --overwrite it");
    }
    BackupSummary made = backUp(inbox);
    say("Backed up", "to", file, made);
    return 0;
  }

  private BackupSummary backUp(Path inbox) throws IOException, SQLException {
    ProgressLine progress = new ProgressLine(err(), !isJson() && ProgressLine.isTerminal());
    try {
      return BackUpInbox.to(
          file.toAbsolutePath(), overwrite, inbox, percent -> progress.show(percent + " % copied"));
    } finally {
      progress.clear();
    }
  }
}
