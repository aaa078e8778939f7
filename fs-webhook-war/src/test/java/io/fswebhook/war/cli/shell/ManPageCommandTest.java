package io.fswebhook.war.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.cli.Typed;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManPageCommandTest {

  private final Typed typed = Typed.line("man-page");

  @Test
  void it_has_every_command_with_its_options_and_no_hidden_one() {
    assertThat(typed.exitCode()).isZero();
    assertThat(typed.err()).isEmpty();
    assertThat(typed.out())
        .startsWith(".TH \"FS\\-WEBHOOK\" \"1\"")
        .contains(".SH \"NAME\"\nfs\\-webhook \\- Receives FullStory webhooks")
        .contains(".SS \"handlers remove\"", ".SS \"check\\-inbox\"", ".SS \"man\\-page\"")
        .contains(
            ".TP\n\\fB\\-\\-concurrency C\\fR\nHow many to send at the same time; by default 1.")
        .contains("Exit codes: 0 success")
        .doesNotContain(".SS \"train\"");
  }

  /** Others would be text that begins with a period by accident, and would be lost. */
  @Test
  void it_has_only_macros_that_it_means() {
    List<String> macros =
        typed
            .out()
            .lines()
            .filter(line -> line.matches("[.'].*"))
            .map(ManPageCommandTest::name)
            .toList();
    assertThat(macros)
        .isNotEmpty()
        .isSubsetOf(".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".I", ".nf", ".fi");
  }

  private static String name(String line) {
    return line.split(" ", 2)[0];
  }
}
