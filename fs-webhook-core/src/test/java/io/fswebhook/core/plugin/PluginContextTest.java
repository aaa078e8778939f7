package io.fswebhook.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginContextTest {

  @TempDir Path root;

  @Test
  void a_setting_comes_from_its_value() {
    assertThat(context(Map.of("url", " a b ")).setting("url")).hasValue(" a b ");
  }

  @Test
  void a_missing_or_blank_setting_is_empty() {
    PluginContext context = context(Map.of("url", " ", "token-file", " "));

    assertThat(context.setting("url")).isEmpty();
    assertThat(context.setting("token")).isEmpty();
    assertThat(context.setting("other")).isEmpty();
  }

  @Test
  void a_setting_comes_from_its_file_without_the_last_line_end() throws Exception {
    assertThat(fromFile("secret\n")).hasValue("secret");
    assertThat(fromFile("secret\r\n")).hasValue("secret");
    assertThat(fromFile("two\nlines \n\n")).hasValue("two\nlines \n");
    assertThat(fromFile("secret")).hasValue("secret");
    assertThat(fromFile("\n")).isEmpty();
  }

  @Test
  void a_value_goes_before_its_file() {
    assertThat(context(Map.of("token", "t", "token-file", "/nowhere")).setting("token"))
        .hasValue("t");
  }

  @Test
  void a_file_that_cannot_be_read_is_named_with_its_setting() {
    Path missing = root.resolve("missing");

    assertThatThrownBy(() -> context(Map.of("token-file", missing.toString())).setting("token"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("fs.webhook.handlers.h.token-file", missing.toString());
  }

  @Test
  void the_work_folder_is_made_when_it_is_asked_for() {
    PluginContext context = context(Map.of());
    assertThat(root.resolve("work")).doesNotExist();

    assertThat(context.workDir()).isEqualTo(root.resolve("work/h")).isAbsolute().isDirectory();
  }

  @Test
  void a_work_folder_that_cannot_be_made_is_named() throws Exception {
    Files.writeString(root.resolve("work"), "in the way");

    assertThatThrownBy(() -> context(Map.of()).workDir())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(root.resolve("work/h").toString());
  }

  @Test
  void settings_and_clock_are_handed_through() {
    PluginContext context = context(Map.of("url", "u"));

    assertThat(context.settings()).containsExactly(Map.entry("url", "u"));
    assertThat(context.clock()).isEqualTo(Clock.systemUTC());
  }

  private Optional<String> fromFile(String content) throws Exception {
    Path file = Files.writeString(root.resolve("secret"), content);
    return context(Map.of("token-file", file.toString())).setting("token");
  }

  private PluginContext context(Map<String, String> own) {
    HandlerSettings settings =
        new HandlerSettings(
            true, AttemptSettings.DEFAULT, key -> Optional.ofNullable(own.get(key)), own, Set.of());
    return new PluginContext("h", settings, root.resolve("work"), Clock.systemUTC());
  }
}
