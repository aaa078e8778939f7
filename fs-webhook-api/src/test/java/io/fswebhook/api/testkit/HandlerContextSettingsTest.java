package io.fswebhook.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.HandlerContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerContextSettingsTest {

  @TempDir Path folder;

  private final RecordingHandler handler = new RecordingHandler();

  @Test
  void a_setting_is_there_as_it_was_set() throws Exception {
    HandlerContext context = startedWith(HandlerHarness.of(handler).setting("url", " http://x "));

    assertThat(context.setting("url")).hasValue(" http://x ");
    assertThat(context.setting("other")).isEmpty();
  }

  @Test
  void the_concurrency_is_four_unless_set() throws Exception {
    assertThat(startedWith(HandlerHarness.of(handler)).concurrency()).isEqualTo(4);
    assertThat(startedWith(HandlerHarness.of(handler).setting("concurrency", "9")).concurrency())
        .isEqualTo(9);
  }

  @Test
  void a_blank_setting_is_not_set() throws Exception {
    HandlerContext context = startedWith(HandlerHarness.of(handler).setting("url", "  "));

    assertThat(context.setting("url")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3 cret", "s3 cret\n", "s3 cret\r\n"})
  void a_setting_may_come_from_a_file_without_its_last_line_end(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), content);
    HandlerContext context =
        startedWith(HandlerHarness.of(handler).setting("token-file", file.toString()));

    assertThat(context.setting("token")).hasValue("s3 cret");
  }

  @Test
  void only_the_last_line_end_of_a_file_is_left_out() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "one\ntwo\n\n");
    HandlerContext context =
        startedWith(HandlerHarness.of(handler).setting("token-file", file.toString()));

    assertThat(context.setting("token")).hasValue("one\ntwo\n");
  }

  @Test
  void a_setting_is_stronger_than_its_file() throws Exception {
    Path missing = folder.resolve("missing");
    HandlerContext context =
        startedWith(
            HandlerHarness.of(handler)
                .setting("token", "direct")
                .setting("token-file", missing.toString()));

    assertThat(context.setting("token")).hasValue("direct");
  }

  @Test
  void a_file_that_cannot_be_read_is_named() throws Exception {
    Path missing = folder.resolve("missing");
    HandlerContext context =
        startedWith(HandlerHarness.of(handler).setting("token-file", missing.toString()));

    assertThatThrownBy(() -> context.setting("token"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("token-file", missing.toString());
  }

  @Test
  void the_list_of_settings_leaves_out_the_receivers_own_and_cannot_be_changed() throws Exception {
    HandlerContext context =
        startedWith(
            HandlerHarness.of(handler)
                .setting("enabled", "true")
                .setting("concurrency", "1")
                .setting("timeout", "PT1S")
                .setting("max-attempts", "3")
                .setting("url", "http://x"));

    Map<String, String> settings = context.settings();

    assertThat(settings).containsExactly(Map.entry("url", "http://x"));
    assertThatThrownBy(() -> settings.put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void the_handlers_folder_exists_and_is_absolute() throws Exception {
    HandlerContext context = startedWith(HandlerHarness.of(handler).workDir(folder.resolve("a/b")));

    assertThat(context.workDir()).isAbsolute().isDirectory();
  }

  @Test
  void a_handler_that_asks_for_a_folder_needs_one() throws Exception {
    HandlerContext context = startedWith(HandlerHarness.of(handler));

    assertThatThrownBy(context::workDir)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("workDir(...)");
  }

  private HandlerContext startedWith(HandlerHarness.Builder builder) throws Exception {
    try (HandlerHarness harness = builder.start()) {
      assertThat(harness.clock()).isSameAs(handler.context().clock());
      return handler.context();
    }
  }
}
