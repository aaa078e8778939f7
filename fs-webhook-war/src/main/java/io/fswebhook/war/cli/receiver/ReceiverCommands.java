package io.fswebhook.war.cli.receiver;

import picocli.CommandLine;

/** The commands that talk to a running receiver. */
public final class ReceiverCommands {

  private ReceiverCommands() {}

  public static void addTo(CommandLine line) {
    line.addSubcommand(new HandlersCommand()).addSubcommand(new ConfigCommand());
  }
}
