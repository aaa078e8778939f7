package io.fswebhook.war.cli.inbox;

import io.fswebhook.war.cli.line.CommandList;

/** The commands that work on the files of an inbox. */
public final class InboxCommands {

  private InboxCommands() {}

  public static void addTo(CommandList list) {
    list.add("check-inbox", CheckInboxCommand::new);
    list.add("backup", BackupCommand::new);
    list.add("restore", RestoreCommand::new);
  }
}
