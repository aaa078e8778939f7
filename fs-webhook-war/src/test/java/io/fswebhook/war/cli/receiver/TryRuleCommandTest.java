package io.fswebhook.war.cli.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TryRuleCommandTest {

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void writeEvent() throws Exception {
    file =
        Files.writeString(
            folder.resolve("event.json"),
            "{\"eventName\":\"metric.alert\",\"data\":{\"value\":150,\"name\":\"Rage\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "data.value > 100 | 0 | matches",
        "$eventName = 'metric.alert' | 0 | matches",
        "data.value > 1000 | 1 | does not match",
        "data.missing = 1 | 1 | does not match",
        "data.value | 1 | fails, and a task would fail with it: it must be true or false, was a number",
      })
  void it_says_what_a_filter_does(String filter, int exitCode, String words) {
    Typed typed = Typed.line("try-rule", "--filter", filter, file.toString());

    assertThat(typed.exitCode()).as(typed.err()).isEqualTo(exitCode);
    assertThat(typed.out().strip()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true | {'text': data.name} | 0 | {\"text\":\"Rage\"}",
        "true | data.name & ' clicks' | 0 | Rage clicks",
        "data.value > 1000 | data.name | 1 | does not match",
        "true | data.missing | 1 | fails, and a task would fail with it: the body makes nothing",
      })
  void it_shows_what_a_body_makes(String filter, String body, int exitCode, String words) {
    Typed typed = Typed.line("try-rule", "--filter", filter, "--body", body, file.toString());

    assertThat(typed.exitCode()).as(typed.err()).isEqualTo(exitCode);
    assertThat(typed.out().strip()).isEqualTo(words);
  }

  @Test
  void without_an_expression_there_is_nothing_to_try() {
    Typed typed = Typed.line("try-rule", file.toString());

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("--filter or --body is missing");
  }

  @Test
  void scripts_get_json() {
    Typed typed =
        Typed.line("try-rule", "--filter", "data.name > 1", file.toString(), "--output", "json");

    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out()).startsWith("{\"error\":\"").contains("\"matches\":false");
    assertThat(typed.out()).doesNotContain("Rage");
  }

  @Test
  void a_wrong_expression_is_said_with_its_place() {
    Typed typed = Typed.line("try-rule", "--filter", "data.value >", file.toString());

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err())
        .contains(
            "--filter must be a JSONata expression: Unexpected end of expression at character");
  }

  @Test
  void what_is_neither_a_file_nor_an_id_is_said() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "no JSON");

    assertThat(Typed.line("try-rule", "--filter", "a", "nowhere.json").err())
        .contains("FILE does not exist: nowhere.json");
    assertThat(Typed.line("try-rule", "--filter", "a", text.toString()).err())
        .contains("which is no JSON");
  }
}
