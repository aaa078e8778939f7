package io.fswebhook.war.cli.follow;

import java.util.function.Consumer;
import picocli.CommandLine;

/** The commands that follow a running receiver. */
public final class FollowCommands {

  private FollowCommands() {}

  /**
   * Adds them.
   *
   * @param atShutdown registers what to do at Ctrl+C, which is how these commands usually end: then
   *     with 0
   */
  public static void addTo(CommandLine line, Consumer<Runnable> atShutdown) {
    line.addSubcommand(new TailCommand(atShutdown)).addSubcommand(new ListenCommand(atShutdown));
  }
}
