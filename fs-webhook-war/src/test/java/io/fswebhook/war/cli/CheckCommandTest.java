package io.fswebhook.war.cli;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

  @TempDir private Path folder;

  @Test
  void what_is_no_jar_is_said_with_what_to_do_and_the_answer_is_no() throws Exception {
    Path jar = Files.writeString(folder.resolve("broken.jar"), "no zip");

    Typed typed = Typed.line("check", jar.toString());

    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out())
        .startsWith("plugin: " + jar)
        .contains("problem: Plugin " + jar)
        .contains("broken.jar cannot be read as a jar", "Copy the whole file again.");
  }

  @Test
  void a_name_that_acts_on_a_terminal_is_escaped() throws Exception {
    Path jar = Files.writeString(folder.resolve("a\u001b[2J\u202e.jar"), "no zip");

    Typed typed = Typed.line("check", jar.toString());
    assertThat(typed.out()).contains("a\\u001b[2J\\u202e.jar").doesNotContain("\u001b", "\u202e");

    Typed missing = Typed.line("check", folder.resolve("b\u001b[2J.jar").toString());
    assertThat(missing.err()).contains("b\\u001b[2J.jar").doesNotContain("\u001b");
  }

  @Test
  void a_plugin_that_is_not_there_is_wrong_use() {
    Typed typed = Typed.line("check", folder.resolve("missing.jar").toString());

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("PLUGIN", "missing.jar");
  }

  @Test
  void the_result_is_json_for_a_program() throws Exception {
    Files.writeString(folder.resolve("broken.jar"), "no zip");

    Typed typed = Typed.line("check", "--output", "json", folder.toString());

    assertThat(typed.exitCode()).isEqualTo(1);
    JsonObject result = Json.createReader(new StringReader(typed.out())).readObject();
    assertThat(result.getBoolean("loadable")).isFalse();
    JsonObject plugin = result.getJsonArray("plugins").getJsonObject(0);
    assertThat(plugin.getString("source")).isEqualTo(folder.toString());
    assertThat(plugin.getJsonArray("problems")).hasSize(1);
    assertThat(plugin.getJsonArray("handlers")).isEmpty();
  }
}
