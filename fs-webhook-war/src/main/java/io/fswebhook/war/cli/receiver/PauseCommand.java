package io.fswebhook.war.cli.receiver;

import picocli.CommandLine.Command;

@Command(
    name = "pause",
    description = {
      "Pauses handlers of a running receiver: they are not called until they are resumed.",
      "Deliveries are still stored, and wait for them."
    })
final class PauseCommand extends ChangeHandlersCommand {

  PauseCommand() {
    super("pause", "paused");
  }
}
