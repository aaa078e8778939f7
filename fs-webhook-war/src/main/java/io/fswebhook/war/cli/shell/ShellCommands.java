package io.fswebhook.war.cli.shell;

import io.fswebhook.war.cli.line.CommandList;

/** The commands that describe all others. */
public final class ShellCommands {

  private ShellCommands() {}

  public static void addTo(CommandList list) {
    list.add("completion", CompletionCommand::new);
    list.add("man-page", ManPageCommand::new);
    list.add("shell-files", ShellFilesCommand::new);
  }
}
