package io.fswebhook.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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

    PluginReport report = check.check(jar);

    assertThat(report.state()).isEqualTo(PluginState.CHECKED);
    assertThat(report.handlers()).containsExactly("hot");
    assertThat(report.version()).isEqualTo("1");
    assertThat(report.problems()).isEmpty();
    assertThat(jars.told()).isEmpty();
    assertThat(root.resolve("copies")).isEmptyDirectory();
  }

  @Test
  void a_folder_of_jars_is_checked_with_its_libraries() throws Exception {
    Path library = PluginJars.of("library-one").writeTo(root.resolve("uses/library.jar"));
    PluginJars.of("uses-library", library)
        .handlers("acme.uses.UsesLibrary")
        .writeTo(root.resolve("uses/plugin.jar"));

    assertThat(check.check(root.resolve("uses")).handlers()).containsExactly("library-one");
  }

  @Test
  void a_folder_without_a_jar_such_as_that_of_all_plugins_is_not_said_to_be_unreadable()
      throws Exception {
    jars.write(Files.createDirectories(root.resolve("plugins/hot")).resolve("hot.jar"), "1");

    PluginReport report = check.check(root.resolve("plugins"));

    assertThat(report.state()).isEqualTo(PluginState.FAILED);
    assertThat(report.problems())
        .containsExactly(
            "Plugin "
                + root.resolve("plugins")
                + ": there is no jar in this folder. Name a jar, or the folder that the jars of one plugin lie in.");
  }

  @Test
  void what_is_wrong_is_said_as_a_receiver_says_it() throws Exception {
    Path missing = root.resolve("missing.jar");
    Path broken =
        PluginJars.of("broken").handlers("acme.broken.Missing").writeTo(root.resolve("b.jar"));

    assertThat(check.check(missing).state()).isEqualTo(PluginState.FAILED);
    assertThat(check.check(missing).problems().get(0)).startsWith("Plugin " + missing + ": ");
    assertThat(check.check(broken).state()).isEqualTo(PluginState.FAILED);
    assertThat(check.check(broken).problems().get(0))
        .startsWith("Plugin " + broken + ": " + PluginJar.SERVICE_FILE + " names the class");
  }
}
