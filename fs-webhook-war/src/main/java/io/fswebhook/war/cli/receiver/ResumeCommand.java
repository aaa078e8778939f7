package io.fswebhook.war.cli.receiver;

import picocli.CommandLine.Command;

@Command(name = "resume", description = "Resumes paused handlers of a running receiver.")
final class ResumeCommand extends ChangeHandlersCommand {

  ResumeCommand() {
    super("resume", "resumed");
  }
}
