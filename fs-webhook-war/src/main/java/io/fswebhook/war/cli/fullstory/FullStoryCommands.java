package io.fswebhook.war.cli.fullstory;

import io.fswebhook.war.cli.line.CommandList;

/** The commands that talk to FullStory. */
public final class FullStoryCommands {

  private FullStoryCommands() {}

  public static void addTo(CommandList list) {
    list.add("endpoints", EndpointsCommand::new);
    list.add("rotate-secret", RotateSecretCommand::new);
  }
}
