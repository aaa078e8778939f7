package io.fswebhook.core.plugin;

import static io.fswebhook.core.plugin.PluginFolders.names;
import static io.fswebhook.core.plugin.PluginFolders.problems;
import static io.fswebhook.core.plugin.PluginFolders.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plugins in development, which are loaded from where they are built. */
class WatchedPluginTest extends HotFixture {

  private static final Duration SHORT = Duration.ofMillis(100);

  private Path classes;

  @BeforeEach
  void watch() throws Exception {
    classes = root.resolve("target/classes");
    folders.watched = List.of(classes);
    compile("1");
  }

  @Test
  void a_folder_of_class_files_is_a_plugin() {
    start();

    assertThat(names(host)).containsExactly("hot");
    assertThat(problems(host)).isEmpty();
    assertThat(report(host, classes).state()).isEqualTo(PluginState.RUNNING);
    assertThat(jars.told()).containsExactly("1 start");
  }

  @Test
  void a_change_is_loaded_without_the_usual_quiet_time() throws Exception {
    start();
    compile("2");

    lookAfter(SHORT);

    assertThat(jars.told()).contains("2 start");
  }

  @Test
  void a_jar_is_watched_too() throws Exception {
    folders.watched = List.of(root.resolve("target/hot.jar"));
    jars.write(root.resolve("target/hot.jar"), "1");
    start();
    jars.write(root.resolve("target/hot.jar"), "2");

    lookAfter(SHORT);

    assertThat(jars.told()).startsWith("1 start", "2 start");
  }

  @Test
  void while_a_class_is_missing_the_build_is_waited_for() throws Exception {
    start();
    Files.delete(classes.resolve("acme/hot/Hot.class"));
    lookAfter(SHORT);
    assertThat(problems(host)).isEmpty();

    compile("2");
    lookAfter(SHORT);
    assertThat(jars.told()).contains("2 start");
  }

  @Test
  void a_class_that_stays_missing_is_a_problem_and_the_old_version_runs_on() throws Exception {
    start();
    Files.delete(classes.resolve("acme/hot/Hot.class"));

    lookAfter(Debounce.LONG_ENOUGH);

    assertThat(problems(host)).singleElement().asString().contains("acme.hot.Hot");
    assertThat(names(host)).containsExactly("hot");
  }

  @Test
  void it_goes_before_a_copy_of_it_in_the_plugins_folder() throws Exception {
    jars.write(jar, "0");
    start();

    assertThat(jars.told()).containsExactly("1 start");
    assertThat(report(host, jar).problems()).singleElement().asString().contains("is taken by");
  }

  private void lookAfter(Duration quietTime) {
    host.look();
    folders.steady.advance(quietTime);
    host.look();
  }

  /** As a compiler does. */
  private void compile(String version) throws IOException {
    Path whole = jars.write(root.resolve("built.jar"), version);
    try (ZipFile zip = new ZipFile(whole.toFile())) {
      for (ZipEntry entry : zip.stream().filter(each -> !each.isDirectory()).toList()) {
        Path file = classes.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
          Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
