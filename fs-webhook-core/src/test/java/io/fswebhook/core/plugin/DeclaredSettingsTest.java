package io.fswebhook.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.testing.CapturedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a handler declares of its settings is shown, and what is set is checked against it. */
class DeclaredSettingsTest {

  @TempDir Path root;
  private PluginFolders folders;
  private Path jar;

  @BeforeEach
  void addPlugin() throws Exception {
    folders = new PluginFolders(root);
    jar =
        PluginJars.of("declares")
            .handlers("acme.declares.Declares")
            .writeTo(folders.plugins.resolve("declares.jar"));
  }

  @Test
  void they_are_shown_with_their_values_unless_they_are_secret() {
    folders.settings.set("Declares.url", "http://127.0.0.1/");
    folders.settings.set("Declares.password", "hush");

    try (PluginHost host = folders.load()) {
      HandlerReport handler = PluginFolders.report(host, jar).handler("Declares").orElseThrow();
      assertThat(handler.eventNames()).containsExactly("note.created");
      assertThat(handler.settings())
          .extracting(each -> each.setting().name(), HandlerReport.DeclaredSetting::value)
          .containsExactly(
              tuple("url", "http://127.0.0.1/"),
              tuple("size", null),
              tuple("password", null),
              tuple("producer.*", null),
              tuple("headers.*", null));
      assertThat(handler.warnings()).isEmpty();
    }
  }

  @Test
  void what_is_set_of_several_is_shown_but_not_what_is_in_a_file() throws Exception {
    folders.settings.set("Declares.headers.X-Team", "data.team");
    folders.settings.set("Declares.headers.~ or not *", "data.team");
    folders.settings.set("Declares.producer.acks", "all");
    folders.settings.set(
        "Declares.headers.X-Key-file",
        Files.writeString(root.resolve("key"), "'hush'\n").toString());

    try (PluginHost host = folders.load()) {
      assertThat(PluginFolders.report(host, jar).handler("Declares").orElseThrow().settings())
          .extracting(each -> each.setting().name(), HandlerReport.DeclaredSetting::value)
          .contains(tuple("headers.X-Key", null), tuple("headers.X-Team", "data.team"))
          .doesNotContain(tuple("producer.acks", "all"));
      assertThat(PluginFolders.names(host)).containsExactly("Declares");
    }
  }

  @Test
  void an_expression_that_is_none_keeps_the_handler_from_starting() {
    folders.settings.set("Declares.headers.X-Team", "data.");

    try (PluginHost host = folders.load()) {
      assertThat(PluginFolders.names(host)).isEmpty();
      assertThat(PluginFolders.problems(host))
          .singleElement()
          .asString()
          .contains("fs.webhook.handlers.Declares.headers.X-Team must be a JSONata expression: ");
    }
  }

  @Test
  void a_change_to_an_expression_that_is_none_is_refused() {
    TestSettings changed = new TestSettings().set("Declares.headers.X-Team", "data.");

    try (PluginHost host = folders.load()) {
      assertThatThrownBy(() -> host.check(changed))
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith(
              "fs.webhook.handlers.Declares.headers.X-Team must be a JSONata expression: ");
    }
  }

  @Test
  void a_setting_that_is_not_declared_is_reported_with_the_nearest_name() throws Exception {
    folders.settings.set("Declares.concurency", "2");
    folders.settings.set("Declares.ulr", "http://127.0.0.1/");
    folders.settings.set("Declares.producer.acks", "all");
    folders.settings.set(
        "Declares.password-file", Files.writeString(root.resolve("password"), "hush").toString());

    try (CapturedLog log = new CapturedLog(ChangePlugins.class.getName());
        PluginHost host = folders.load()) {
      assertThat(PluginFolders.report(host, jar).state()).isEqualTo(PluginState.RUNNING);
      assertThat(PluginFolders.report(host, jar).warnings())
          .hasSize(2)
          .satisfies(
              all -> {
                assertThat(all.get(0))
                    .contains("handlers.Declares.concurency ", "handlers.Declares.concurrency.");
                assertThat(all.get(1)).contains("handlers.Declares.ulr ", "handlers.Declares.url.");
              });
      assertThat(log.lines())
          .containsAll(
              PluginFolders.report(host, jar).warnings().stream()
                  .map(each -> "WARNING " + each)
                  .toList());
    }
  }

  @Test
  void a_value_of_another_type_keeps_the_handler_from_starting() {
    folders.settings.set("Declares.size", "five");

    try (PluginHost host = folders.load()) {
      assertThat(PluginFolders.names(host)).isEmpty();
      assertThat(PluginFolders.problems(host))
          .singleElement()
          .asString()
          .contains("fs.webhook.handlers.Declares.size must be a whole number, was 'five'.");
      assertThat(PluginFolders.report(host, jar).handler("Declares").orElseThrow().failure())
          .contains("must be a whole number");
    }
  }

  @Test
  void a_check_lists_events_and_settings() {
    PluginReport report =
        new CheckPlugin(root.resolve("copies"), Clock.systemUTC()).check(jar).get(0);

    assertThat(report.declared())
        .singleElement()
        .satisfies(
            handler -> {
              assertThat(handler.eventNames()).containsExactly("note.created");
              assertThat(handler.settings()).hasSize(5);
            });
  }
}
