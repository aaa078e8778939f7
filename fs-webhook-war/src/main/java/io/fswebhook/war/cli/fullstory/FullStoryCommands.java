package io.fswebhook.war.cli.fullstory;

import picocli.CommandLine;

/** The commands that talk to FullStory. */
public final class FullStoryCommands {

  private FullStoryCommands() {}

  public static void addTo(CommandLine line) {
    line.addSubcommand(new EndpointsCommand()).addSubcommand(new RotateSecretCommand());
  }
}
