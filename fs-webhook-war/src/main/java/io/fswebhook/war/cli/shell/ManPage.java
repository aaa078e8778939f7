package io.fswebhook.war.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A manual page of all commands, in the macros of {@code man(7)}. */
final class ManPage {

  private final CommandTree tree;
  private final List<String> lines = new ArrayList<>();

  ManPage(CommandTree tree) {
    this.tree = tree;
  }

  String text() {
    CommandSpec program = tree.program();
    macro("TH", program.name().toUpperCase(Locale.ROOT), "1", "", program.version()[0]);
    macro("SH", "NAME");
    lines.add(escaped(program.name()) + " \\- " + escaped(withoutPeriod(program)));
    macro("SH", "SYNOPSIS");
    macro("B", program.name());
    macro("I", "COMMAND");
    macro("SH", "DESCRIPTION");
    lines.add(escaped(CommandTree.description(program)));
    lines.add(escaped(footer(program).strip()));
    macro("SH", "COMMANDS");
    tree.commands().stream().filter(each -> each != program).forEach(this::add);
    return String.join("\n", lines) + "\n";
  }

  private void add(CommandSpec command) {
    macro("SS", CommandTree.words(command));
    lines.add(escaped(CommandTree.description(command)));
    macro("PP");
    lines.add(escaped(oneLine(synopsis(command))));
    command.positionalParameters().forEach(each -> add(each, each.paramLabel()));
    CommandTree.options(command).filter(option -> !isEverywhere(option.names())).forEach(this::add);
    String footer = footer(command);
    if (!footer.isBlank()) {
      macro("PP");
      macro("nf");
      footer.strip().lines().map(ManPage::escaped).forEach(lines::add);
      macro("fi");
    }
  }

  private void add(OptionSpec option) {
    String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
    add(option, String.join(", ", option.names()) + value);
  }

  private void add(ArgSpec argument, String term) {
    macro("TP");
    lines.add("\\fB" + escaped(term) + "\\fR");
    lines.add(escaped(CommandTree.description(argument)));
  }

  private static boolean isEverywhere(String[] names) {
    return List.of(names).contains("--help") || List.of(names).contains("--version");
  }

  private static String synopsis(CommandSpec command) {
    return new Help(command, Help.defaultColorScheme(Ansi.OFF)).synopsis(0);
  }

  private static String footer(CommandSpec command) {
    return Stream.of(command.usageMessage().footer()).collect(Collectors.joining("\n"));
  }

  private static String withoutPeriod(CommandSpec program) {
    return CommandTree.description(program).replaceFirst("\\.$", "");
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private void macro(String name, String... arguments) {
    lines.add(
        Stream.concat(
                Stream.of("." + name),
                Stream.of(arguments).map(each -> '"' + escaped(each).replace("\"", "\\(dq") + '"'))
            .collect(Collectors.joining(" ")));
  }

  /** No line begins with a macro by accident, and a minus can be copied. */
  private static String escaped(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
