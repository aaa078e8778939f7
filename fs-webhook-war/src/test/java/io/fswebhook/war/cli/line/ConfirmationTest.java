package io.fswebhook.war.cli.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConfirmationTest {

  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"y\n", "yes\n", "YES\n", " y \n"})
  void yes_is_yes(String answer) {
    assertThat(run(answer)).isZero();
    assertThat(err).hasToString("Replay 3 of \\u001b? [y/N] ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "n\n", "yesterday\n"})
  void anything_else_is_no(String answer) {
    assertThat(run(answer)).isEqualTo(1);
    assertThat(err.toString()).endsWith("[y/N] Nothing was done.\n");
  }

  @Test
  void where_nobody_answers_the_option_is_named() {
    assertThat(run("")).isEqualTo(2);
    assertThat(err.toString()).contains("\nNothing was done, since nobody answered", "--yes");
  }

  @Test
  void with_the_option_nothing_is_asked() {
    assertThat(run("n\n", "--yes")).isZero();
    assertThat(err.toString()).isEmpty();
  }

  private int run(String answer, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(answer.getBytes(UTF_8)));
    try {
      return new CommandLine(new Asking()).setErr(new PrintWriter(err, true)).execute(arguments);
    } finally {
      System.setIn(before);
    }
  }

  @Command(name = "asking")
  private static final class Asking extends CliCommand {

    @Mixin private Confirmation confirmation = new Confirmation();

    @Override
    public Integer call() throws Exception {
      return confirmation.isGiven(this, "Replay 3 of \u001b?") ? 0 : 1;
    }
  }
}
