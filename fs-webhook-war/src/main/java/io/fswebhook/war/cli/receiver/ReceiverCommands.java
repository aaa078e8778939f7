package io.fswebhook.war.cli.receiver;

import picocli.CommandLine;

/** The commands that talk to a running receiver. */
public final class ReceiverCommands {

  private ReceiverCommands() {}

  public static void addTo(CommandLine line) {
    line.addSubcommand(new StatusCommand())
        .addSubcommand(new DeliveriesCommand())
        .addSubcommand(new DeliveryCommand())
        .addSubcommand(new ReplayCommand())
        .addSubcommand(new DiscardCommand())
        .addSubcommand(new HandlersCommand())
        .addSubcommand(new PauseCommand())
        .addSubcommand(new ResumeCommand())
        .addSubcommand(new PluginsCommand())
        .addSubcommand(new RejectionsCommand())
        .addSubcommand(new ExplainCommand())
        .addSubcommand(new ConfigCommand());
  }
}
