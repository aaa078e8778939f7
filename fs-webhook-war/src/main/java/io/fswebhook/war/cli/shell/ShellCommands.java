package io.fswebhook.war.cli.shell;

import picocli.CommandLine;

/** The commands that describe all others. */
public final class ShellCommands {

  private ShellCommands() {}

  public static void addTo(CommandLine line) {
    line.addSubcommand(new CompletionCommand()).addSubcommand(new ManPageCommand());
  }
}
