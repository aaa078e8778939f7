package io.fswebhook.war.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {

  @ParameterizedTest
  @ValueSource(strings = {"serve", "demo", "send", "verify"})
  void every_command_has_help(String command) {
    Typed help = Typed.line(command, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: fs-webhook " + command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "demo", "send", "verify"})
  void every_command_has_a_version(String command) {
    Typed version = Typed.line(command, "--version");
    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).startsWith("fs-webhook ");
  }

  @Test
  void a_command_is_added_under_the_name_in_its_description() {
    Host host =
        new Host(
            Path.of("no.war"), Path.of("no-folder"), work -> {}, () -> 0, (json, context) -> {});
    Map<String, String> described = new TreeMap<>();
    Commands.addAll(
        (name, command) -> described.put(name, new CommandLine(command.get()).getCommandName()),
        host);
    assertThat(described).hasSizeGreaterThan(20);
    described.forEach((name, description) -> assertThat(name).isEqualTo(description));
  }

  @Test
  void without_a_command_the_usage_is_an_error() {
    Typed nothing = Typed.line();
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).startsWith("Usage: fs-webhook").contains("serve");
    assertThat(nothing.out()).isEmpty();
  }

  @Test
  void an_unknown_command_is_wrong_use() {
    Typed unknown = Typed.line("recieve");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("recieve", "fs-webhook --help");
  }

  @Test
  void help_is_a_command_too() {
    assertThat(Typed.line("help").out()).isEqualTo(Typed.line("--help").out());
    Typed send = Typed.line("help", "send");
    assertThat(send.exitCode()).isZero();
    assertThat(send.out()).isEqualTo(Typed.line("send", "--help").out());
  }

  @ParameterizedTest
  @CsvSource({
    "sedn, send",
    "chek x, check",
    "verifi --secret s, verify",
    "handlers remov X, remove",
    "send note.created --secret s --cuont 2, --count",
    "send note.created --secret s --cuont=2, --count",
    "send note.craeted --secret s, note.created",
    "serve --prot 1, --port"
  })
  void a_typing_error_is_answered_with_what_was_meant(String typed, String meant) {
    Typed wrong = Typed.line(typed.split(" "));
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("Did you mean " + meant + "?");
  }

  @Test
  void what_nobody_can_have_meant_is_not_guessed() {
    assertThat(Typed.line("frobnicate").err()).doesNotContain("Did you mean");
  }

  /** Of each command that reads a file or a folder, and of each kind of value. */
  @Test
  void no_message_names_a_java_class(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    String missing = folder.resolve("missing").toString();
    String verify = "verify --secret s --signature v ";
    List<String> lines =
        List.of(
            verify + missing,
            verify + folder,
            verify + "--at yesterday " + file,
            verify + "--scheme md5 " + file,
            "verify --signature v --secret-file " + missing + " " + file,
            "verify --signature v --secret-file " + folder + " " + file,
            "send " + folder + " --secret s",
            "send " + missing + " --secret s",
            "send note.created --secret s --count many",
            "send note.created --secret s --rate fast",
            "send note.created --secret s --url http://nobody.invalid/webhook",
            "serve --port http",
            "serve --home " + file,
            "check " + missing,
            "check-inbox " + missing,
            "check-inbox " + folder,
            "check-inbox " + file,
            "check-inbox --home " + file,
            "backup " + missing + " --home " + file,
            "backup " + folder + " --home " + folder,
            "restore " + missing,
            "restore " + folder,
            "restore --yes --home " + folder + " " + file,
            "new-plugin CrashAlarm --into " + file,
            "new-plugin CrashAlarm --into " + folder,
            "new-plugin CrashAlarm --into " + file + "/below",
            "handlers remove X --token-file " + missing,
            "handlers remove X --token-file " + folder);
    for (String line : lines) {
      Typed typed = Typed.line(line.split(" "));
      assertThat(typed.exitCode()).as(line).isPositive();
      assertThat(typed.err() + typed.out())
          .as(line)
          .isNotBlank()
          .doesNotContain("Exception", "java.", "sun.", "null");
    }
  }
}
