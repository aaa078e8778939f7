package io.fswebhook.war.cli.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish, which picocli has none for. */
final class FishCompletion {

  private static final String AT = "__fs_webhook_at";
  private static final String FILES = " -F";

  private final CommandTree tree;
  private final List<String> lines = new ArrayList<>();

  FishCompletion(CommandTree tree) {
    this.tree = tree;
  }

  String script() {
    List<String> typed =
        tree.commands().stream()
            .map(CommandTree::words)
            .filter(words -> !words.isEmpty())
            .map(FishCompletion::quoted)
            .toList();
    lines.add("# Whether the words before the cursor are of this command; values are skipped.");
    lines.add("function " + AT);
    lines.add("    set -l command");
    lines.add("    for word in (commandline -opc)[2..]");
    lines.add("        set -l longer (string trim -- \"$command $word\")");
    lines.add("        if contains -- $longer " + String.join(" ", typed));
    lines.add("            set command $longer");
    lines.add("        end");
    lines.add("    end");
    lines.add("    test \"$command\" = \"$argv[1]\"");
    lines.add("end");
    lines.add("complete -c " + program() + " -f");
    tree.commands().forEach(this::add);
    return String.join("\n", lines) + "\n";
  }

  private void add(CommandSpec command) {
    String at = "complete -c " + program() + " -n " + quoted(AT + " " + quoted(words(command)));
    CommandTree.visible(command)
        .forEach(
            below ->
                lines.add(
                    at
                        + " -a "
                        + quoted(below.name())
                        + " -d "
                        + quoted(first(CommandTree.description(below)))));
    CommandTree.options(command).forEach(option -> lines.add(at + option(option)));
    command.positionalParameters().stream()
        .map(FishCompletion::values)
        .filter(values -> !values.isEmpty())
        .forEach(values -> lines.add(at + values));
  }

  private static String option(OptionSpec option) {
    StringBuilder text = new StringBuilder();
    for (String name : option.names()) {
      text.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
    }
    if (option.arity().max() > 0) {
      String values = values(option);
      text.append(values.equals(FILES) ? " -r" : " -x").append(values);
    }
    return text + " -d " + quoted(first(CommandTree.description(option)));
  }

  /** Files, or the words of a fixed set. */
  private static String values(ArgSpec argument) {
    if (argument.typeInfo().isEnum() || argument.completionCandidates() != null) {
      return " -a " + quoted(String.join(" ", candidates(argument).toList()));
    }
    return argument.type() == Path.class || "EVENT|FILE".equals(argument.paramLabel()) ? FILES : "";
  }

  private static Stream<String> candidates(ArgSpec argument) {
    return argument.completionCandidates() == null
        ? argument.typeInfo().getEnumConstantNames().stream()
        : StreamSupport.stream(argument.completionCandidates().spliterator(), false);
  }

  /** A list of completions has a line for each. */
  private static String first(String sentences) {
    return sentences.split("(?<=[.:;])\\s", 2)[0];
  }

  private String program() {
    return tree.program().name();
  }

  private static String words(CommandSpec command) {
    return CommandTree.words(command);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
