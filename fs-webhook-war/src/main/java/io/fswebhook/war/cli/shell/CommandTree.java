package io.fswebhook.war.cli.shell;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What can be typed: a command line, and its commands at any depth. */
record CommandTree(CommandSpec program) {

  /** The program first, then each command before those below it. */
  List<CommandSpec> commands() {
    return below(program).toList();
  }

  private static Stream<CommandSpec> below(CommandSpec command) {
    return Stream.concat(Stream.of(command), visible(command).flatMap(CommandTree::below));
  }

  /** The commands directly below one. */
  static Stream<CommandSpec> visible(CommandSpec command) {
    return command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(each -> !each.usageMessage().hidden());
  }

  static Stream<OptionSpec> options(CommandSpec command) {
    return command.options().stream().filter(option -> !option.hidden());
  }

  /** What is typed for a command, without the program's name; empty for the program. */
  static String words(CommandSpec command) {
    String name = command.qualifiedName();
    return name.substring(Math.min(name.length(), command.root().name().length() + 1));
  }

  static String description(CommandSpec command) {
    return sentence(command.usageMessage().description());
  }

  /** In one line. */
  static String description(ArgSpec argument) {
    return sentence(argument.description());
  }

  private static String sentence(String[] lines) {
    return String.join(" ", lines).replace("%n", " ").replace("%%", "%").strip();
  }
}
