package io.fswebhook.war.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
}
