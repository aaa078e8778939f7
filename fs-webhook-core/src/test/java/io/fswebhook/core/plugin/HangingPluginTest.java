package io.fswebhook.core.plugin;

import static io.fswebhook.core.plugin.PluginFolders.names;
import static io.fswebhook.core.plugin.PluginFolders.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.testing.CapturedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plugin that takes its time, beside a good one. */
class HangingPluginTest {

  /** Enough for a good handler on a busy machine. */
  private static final Duration SHORT_BOUND = Duration.ofSeconds(2);

  @TempDir Path root;
  private PluginFolders folders;
  private Path broken;

  @BeforeEach
  void a_good_plugin_beside() throws IOException {
    folders = new PluginFolders(root);
    folders.addGood();
    broken = folders.plugins.resolve("broken.jar");
  }

  @Test
  void a_start_that_hangs_is_interrupted_and_left_out() throws Exception {
    brokenJar("StartHangs").writeTo(broken);

    try (PluginHost host = folders.load(SHORT_BOUND)) {
      folders.assertOnlyGoodWorks(
          host,
          broken,
          "start() of handler StartHangs",
          "PT2S",
          "interrupted",
          "fs.webhook.handlers.StartHangs.*");
    }
    waitFor(folders.work.resolve("StartHangs/interrupted"));
  }

  @Test
  void a_start_that_ignores_the_interrupt_is_left_to_itself() throws Exception {
    brokenJar("StubbornStart").writeTo(broken);

    try (PluginHost host = folders.load(SHORT_BOUND)) {
      assertThat(names(host)).containsExactly("good");
      assertThat(problems(host))
          .singleElement()
          .asString()
          .contains("start() of handler StubbornStart", "PT2S");
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().contains("StubbornStart"))
        .singleElement()
        .satisfies(thread -> assertThat(thread.isDaemon()).isTrue());
  }

  @Test
  void a_name_that_hangs_is_left_out_too() throws Exception {
    brokenJar("NameHangs").writeTo(broken);

    try (PluginHost host = folders.load(SHORT_BOUND)) {
      folders.assertOnlyGoodWorks(
          host, broken, "name() of acme.broken.NameHangs", "PT2S", "interrupted", "author");
    }
  }

  @ParameterizedTest
  @CsvSource({"StopThrows, java.lang.IllegalStateException: cannot let go", "StopHangs, PT0.3S"})
  void a_stop_that_fails_is_logged_and_the_others_are_stopped(String className, String what)
      throws Exception {
    brokenJar(className).writeTo(folders.plugins.resolve("a.jar"));
    PluginHost host = folders.load();
    assertThat(names(host)).containsExactly(className, "good");

    try (CapturedLog log = new CapturedLog("io.fswebhook.core.plugin")) {
      host.close();
      assertThat(log.lines())
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("WARNING Plugin " + folders.plugins.resolve("a.jar") + ": ")
                      .contains("stop() of handler " + className, what));
    }
    assertThat(folders.written("good", "log")).endsWith("stop");
  }

  private static PluginJars brokenJar(String className) throws IOException {
    return PluginJars.of("broken").handlers("acme.broken." + className);
  }

  private static void waitFor(Path file) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!Files.exists(file) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(file).exists();
  }
}
