package io.fswebhook.war.cli.follow;

import io.fswebhook.war.cli.line.CommandList;
import java.util.function.Consumer;

/** The commands that follow a running receiver. */
public final class FollowCommands {

  private FollowCommands() {}

  /**
   * Adds them.
   *
   * @param atShutdown registers what to do at Ctrl+C, which is how these commands usually end: then
   *     with 0
   */
  public static void addTo(CommandList list, Consumer<Runnable> atShutdown) {
    list.add("tail", () -> new TailCommand(atShutdown));
    list.add("listen", () -> new ListenCommand(atShutdown));
    list.add("export", ExportCommand::new);
  }
}
