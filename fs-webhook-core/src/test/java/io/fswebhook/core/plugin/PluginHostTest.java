package io.fswebhook.core.plugin;

import static io.fswebhook.core.plugin.PluginFolders.handler;
import static io.fswebhook.core.plugin.PluginFolders.names;
import static io.fswebhook.core.plugin.PluginFolders.problems;
import static io.fswebhook.core.plugin.PluginFolders.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.testing.CapturedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginHostTest {

  @TempDir Path root;
  private PluginFolders folders;

  @BeforeEach
  void folders() {
    folders = new PluginFolders(root);
  }

  @Test
  void a_jar_in_the_plugins_folder_gives_a_started_handler() throws Exception {
    Path jar = folders.addGood();
    folders.settings.set("good.greeting", "hello");

    try (PluginHost host = folders.load()) {
      assertThat(names(host)).containsExactly("good");
      PluginReport report = report(host, jar);
      assertThat(report.folder()).isEqualTo(folders.plugins);
      assertThat(report.state()).isEqualTo(PluginState.RUNNING);
      assertThat(report.handlers()).containsExactly("good");
      assertThat(report.problems()).isEmpty();
      assertThat(report.lastError()).isNull();
      ActiveHandler good = handler(host, "good");
      assertThat(PluginFolders.subscribers(host, "note.created")).containsExactly("good");
      assertThat(PluginFolders.subscribers(host, "metric.alert")).isEmpty();
      good.handle(new TestDelivery("d-1", 1));
      assertThat(folders.written("good", "log")).containsExactly("start hello", "handle d-1");
    }
  }

  @Test
  void what_arrives_while_a_handler_cannot_start_waits_for_it() throws Exception {
    folders.addGood();
    PluginJars.of("broken")
        .handlers("acme.broken.StartThrows")
        .writeTo(folders.plugins.resolve("broken.jar"));

    try (PluginHost host = folders.load()) {
      assertThat(names(host)).containsExactly("good");
      assertThat(PluginFolders.subscribers(host, "note.created"))
          .containsExactly("StartThrows", "good");
    }
  }

  @Test
  void nothing_waits_for_a_handler_that_is_disabled() throws Exception {
    folders.addGood();
    folders.settings.set("good.enabled", "false");

    try (PluginHost host = folders.load()) {
      assertThat(PluginFolders.subscribers(host, "note.created")).isEmpty();
    }
  }

  @Test
  void closing_stops_each_handler_once_and_closes_its_loader() throws Exception {
    folders.addGood();
    PluginHost host = folders.load();
    ClassLoader loader = Objects.requireNonNull(handler(host, "good").classLoader());
    assertThat(loader.getResource("acme/good/Good.class")).isNotNull();

    host.close();
    host.close();

    assertThat(folders.written("good", "log")).containsOnlyOnce("stop");
    assertThat(loader.getResource("acme/good/Good.class")).isNull();
  }

  @Test
  void after_closing_a_jar_can_be_replaced_by_another_version() throws Exception {
    Path one = PluginJars.of("library-one").writeTo(root.resolve("one.jar"));
    Path plugin = folders.plugins.resolve("plugin.jar");
    usesLibrary("library-one", one).writeTo(plugin);
    try (PluginHost host = folders.load()) {
      assertThat(names(host)).containsExactly("library-one");
    }

    Files.delete(plugin);
    usesLibrary("library-two", one).writeTo(plugin);

    try (PluginHost host = folders.load()) {
      assertThat(names(host)).containsExactly("library-two");
    }
  }

  private static PluginJars usesLibrary(String library, Path classPath) throws IOException {
    return PluginJars.of("uses-library", classPath)
        .with(PluginJars.of(library))
        .handlers("acme.uses.UsesLibrary");
  }

  @Test
  void a_disabled_handler_is_left_out_without_a_problem() throws Exception {
    folders.addGood();
    folders.settings.set("good.enabled", "false");

    try (CapturedLog log = new CapturedLog("io.fswebhook.core.plugin");
        PluginHost host = folders.load()) {
      assertThat(names(host)).isEmpty();
      assertThat(problems(host)).isEmpty();
      assertThat(log.lines())
          .anyMatch(line -> line.endsWith("fs.webhook.handlers.good.enabled is false"));
    }
    assertThat(folders.work).doesNotExist();
  }

  @Test
  void a_wrong_setting_leaves_its_handler_out_with_the_settings_own_message() throws Exception {
    Path jar = folders.addGood();
    folders.settings.set("good.concurrency", "0");

    try (PluginHost host = folders.load()) {
      assertThat(names(host)).isEmpty();
      assertThat(problems(host))
          .singleElement()
          .asString()
          .startsWith("Plugin " + jar + ": ")
          .contains("handler good", "concurrency must be from 1 to 256, was 0");
    }
  }

  @Test
  void of_two_handlers_with_one_name_the_first_wins_and_the_second_is_reported() throws Exception {
    Path first = folders.addGood();
    Path second =
        PluginJars.of("broken")
            .handlers("acme.broken.NamedGood")
            .writeTo(folders.lib.resolve("a.jar"));

    try (PluginHost host = folders.load()) {
      assertThat(names(host)).containsExactly("good");
      assertThat(handler(host, "good").subscription().eventNames()).containsExactly("note.created");
      assertThat(problems(host))
          .singleElement()
          .asString()
          .startsWith("Plugin " + second + ": ")
          .contains("handler name good", first.toString());
    }
  }

  @Test
  void the_log_tells_which_folders_gave_which_handlers() throws Exception {
    Files.createDirectories(folders.lib);
    Path good =
        PluginJars.of("good")
            .version("1.2")
            .handlers("acme.good.Good")
            .writeTo(folders.plugins.resolve("good.jar"));
    Path none = PluginJars.of("good").writeTo(folders.plugins.resolve("none.jar"));

    try (CapturedLog log = new CapturedLog("io.fswebhook.core.plugin");
        PluginHost host = folders.load()) {
      assertThat(log.lines())
          .satisfiesExactly(
              folder -> assertThat(folder).startsWith("INFO ").endsWith(" " + folders.plugins),
              loaded ->
                  assertThat(loaded)
                      .startsWith("INFO Plugin " + good)
                      .contains("version 1.2", "handler good", "[note.created]"),
              problem -> assertThat(problem).isEqualTo("WARNING " + problems(host).get(0)),
              lib -> assertThat(lib).startsWith("INFO ").contains(folders.lib.toString()),
              summary ->
                  assertThat(summary)
                      .startsWith("INFO ")
                      .contains("2 found", "1 handlers started [good]", "1 problems"));
      assertThat(host.reports()).extracting(PluginReport::source).containsExactly(good, none);
    }
  }

  @Test
  void handlers_are_sorted_by_name_whatever_jar_they_come_from() throws Exception {
    folders.addGood();
    PluginJars.of("probe")
        .handlers("acme.probe.LoggingProbe", "acme.probe.ContextProbe")
        .writeTo(folders.lib.resolve("a.jar"));

    try (PluginHost host = folders.load()) {
      assertThat(names(host)).containsExactly("LoggingProbe", "context-probe", "good");
      assertThat(host.reports())
          .extracting(PluginReport::handlers)
          .containsExactly(List.of("LoggingProbe", "context-probe"), List.of("good"));
    }
  }
}
