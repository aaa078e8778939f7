package io.fswebhook.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckPluginTest {

  @TempDir Path root;
  private HotJars jars;
  private CheckPlugin check;

  @BeforeEach
  void check() {
    jars = new HotJars(root.resolve("staging"));
    check = new CheckPlugin(root.resolve("copies"), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    jars.close();
  }

  @Test
  void a_plugin_is_loaded_and_not_started() throws Exception {
    Path jar = jars.write(root.resolve("hot.jar"), "1", "hot", "throws");

    PluginReport report = one(jar);

    assertThat(report.state()).isEqualTo(PluginState.CHECKED);
    assertThat(report.handlers()).containsExactly("hot");
    assertThat(report.version()).isEqualTo("1");
    assertThat(report.problems()).isEmpty();
    assertThat(jars.told()).isEmpty();
    assertThat(root.resolve("copies")).isEmptyDirectory();
  }

  @Test
  void handlers_of_streams_are_listed_with_them() throws Exception {
    Path jar =
        PluginJars.of("streams")
            .handlers("acme.streams.AllStreams", "acme.streams.Orders")
            .writeTo(root.resolve("streams.jar"));

    assertThat(one(jar).declared())
        .extracting(HandlerReport::eventNames)
        .containsExactly(Set.of("stream:*"), Set.of("stream:orders"));
  }

  @Test
  void a_folder_of_jars_is_checked_with_its_libraries() throws Exception {
    Path library = PluginJars.of("library-one").writeTo(root.resolve("uses/library.jar"));
    PluginJars.of("uses-library", library)
        .handlers("acme.uses.UsesLibrary")
        .writeTo(root.resolve("uses/plugin.jar"));

    assertThat(one(root.resolve("uses")).handlers()).containsExactly("library-one");
  }

  @Test
  void everything_below_a_folder_is_checked() throws Exception {
    Path plugins = root.resolve("plugins");
    jars.write(plugins.resolve("single.jar"), "1", "single", "works");
    jars.write(plugins.resolve("deep/er/deepest.jar"), "2", "deepest", "works");
    Path library = PluginJars.of("library-one").writeTo(plugins.resolve("uses/library.jar"));
    PluginJars.of("uses-library", library)
        .handlers("acme.uses.UsesLibrary")
        .writeTo(plugins.resolve("uses/plugin.jar"));
    Path broken = Files.writeString(plugins.resolve("deep/broken.jar"), "no zip");

    List<PluginReport> reports = check.check(plugins);

    assertThat(reports.stream().flatMap(report -> report.handlers().stream()))
        .containsExactlyInAnyOrder("single", "deepest", "library-one");
    assertThat(reports.stream().filter(report -> !report.problems().isEmpty()))
        .extracting(PluginReport::source)
        .containsExactly(broken);
  }

  @Test
  void two_plugins_that_could_not_run_together_are_a_problem() throws Exception {
    Path plugins = root.resolve("plugins");
    jars.write(plugins.resolve("a.jar"), "1");
    jars.write(plugins.resolve("b.jar"), "2");

    List<PluginReport> reports = check.check(plugins);

    assertThat(reports.get(0).problems()).isEmpty();
    assertThat(reports.get(1).problems())
        .singleElement()
        .asString()
        .contains("the handler name hot is taken by " + plugins.resolve("a.jar"));
  }

  @Test
  void what_each_handler_subscribes_to_and_reads_is_told() throws Exception {
    Path jar =
        PluginJars.of("declares")
            .handlers("acme.declares.Declares")
            .writeTo(root.resolve("declares.jar"));

    HandlerReport handler = one(jar).declared().get(0);

    assertThat(handler.name()).isEqualTo("Declares");
    assertThat(handler.eventNames()).containsExactly("note.created");
    assertThat(handler.settings())
        .extracting(each -> each.setting().name())
        .containsExactly("url", "size", "password", "producer.*", "headers.*");
  }

  @Test
  void a_folder_without_a_plugin_is_a_problem() throws Exception {
    Path empty = Files.createDirectories(root.resolve("empty"));
    Files.createDirectories(empty.resolve("below"));

    assertThat(one(empty).state()).isEqualTo(PluginState.FAILED);
    assertThat(one(empty).problems())
        .singleElement()
        .asString()
        .startsWith("Plugin " + empty + ": ")
        .contains("no jar in or below");
  }

  @Test
  void what_is_wrong_is_said_as_a_receiver_says_it() throws Exception {
    Path missing = root.resolve("missing.jar");
    Path broken =
        PluginJars.of("broken").handlers("acme.broken.Missing").writeTo(root.resolve("b.jar"));

    assertThat(one(missing).state()).isEqualTo(PluginState.FAILED);
    assertThat(one(missing).problems().get(0)).startsWith("Plugin " + missing + ": ");
    assertThat(one(broken).state()).isEqualTo(PluginState.FAILED);
    assertThat(one(broken).problems().get(0))
        .startsWith("Plugin " + broken + ": " + PluginJar.SERVICE_FILE + " names the class");
  }

  private PluginReport one(Path path) {
    List<PluginReport> reports = check.check(path);
    assertThat(reports).hasSize(1);
    return reports.get(0);
  }
}
