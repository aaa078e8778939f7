package io.fswebhook.war.cli;

import picocli.CommandLine;

/**
 * A command line to which only one of the commands is added. Describing a command takes time, and
 * those that are not run need no description.
 */
final class OneCommandLine extends CommandLine {

  private final String wanted;

  OneCommandLine(Object program, String wanted) {
    super(program);
    this.wanted = wanted;
  }

  @Override
  public CommandLine addSubcommand(Object command) {
    return wanted.equals(name(command)) ? super.addSubcommand(command) : this;
  }

  /** Whether there is such a command. */
  boolean isComplete() {
    return !getSubcommands().isEmpty();
  }

  private static String name(Object command) {
    return command instanceof CommandLine described
        ? described.getCommandName()
        : command.getClass().getAnnotation(Command.class).name();
  }
}
