package io.fswebhook.core.plugin;

import static io.fswebhook.core.plugin.PluginFolders.handler;
import static io.fswebhook.core.plugin.PluginFolders.names;
import static io.fswebhook.core.plugin.PluginFolders.problems;
import static io.fswebhook.core.plugin.PluginFolders.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.testing.CapturedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What goes wrong with what comes while the host runs. */
class HotFailuresTest extends HotFixture {

  @Test
  void a_jar_that_is_not_whole_yet_is_reported_and_taken_when_it_is() throws Exception {
    start();
    byte[] whole = Files.readAllBytes(jars.write(root.resolve("whole.jar"), "1"));
    Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
    look();
    assertThat(report(host, jar).state()).isEqualTo(PluginState.FAILED);
    assertThat(problems(host)).singleElement().asString().contains("cannot be read as a jar");

    Files.write(jar, whole);
    look();

    assertThat(report(host, jar).state()).isEqualTo(PluginState.RUNNING);
    assertThat(problems(host)).isEmpty();
    assertThat(report(host, jar).lastError())
        .satisfies(error -> assertThat(error.sentence()).contains("cannot be read as a jar"));
  }

  @Test
  void a_version_that_cannot_start_leaves_the_old_one_in_place() throws Exception {
    jars.write(jar, "1");
    start();
    jars.write(jar, "2", "hot", "throws");

    look();

    PluginReport report = report(host, jar);
    assertThat(report.state()).isEqualTo(PluginState.OUTDATED);
    assertThat(report.version()).isEqualTo("1");
    assertThat(report.handlers()).containsExactly("hot");
    assertThat(report.problems())
        .singleElement()
        .asString()
        .startsWith("Plugin " + jar + ": ")
        .contains(
            "start() of handler hot", "java.lang.IllegalStateException: version 2 cannot start");
    handler(host, "hot").handle(new TestDelivery("d-1", 1));
    assertThat(jars.told()).containsExactly("1 start", "1 d-1");
    assertThat(changes.made()).containsExactly("subscribe [hot]", "put hot");

    jars.write(jar, "3");
    look();
    assertThat(report(host, jar).state()).isEqualTo(PluginState.RUNNING);
    await().until(() -> jars.told().contains("1 stop"));
  }

  @Test
  void a_version_that_hangs_at_its_start_leaves_the_old_one_in_place() throws Exception {
    jars.write(jar, "1");
    start(Duration.ofSeconds(2));
    jars.write(jar, "2", "hot", "hangs");

    look();

    assertThat(report(host, jar).state()).isEqualTo(PluginState.OUTDATED);
    assertThat(problems(host)).singleElement().asString().contains("did not return within PT2S");
    assertThat(report(host, jar).version()).isEqualTo("1");
  }

  @Test
  void a_damaged_version_leaves_the_old_one_in_place_and_is_logged_once() throws Exception {
    jars.write(jar, "1");
    start();
    Files.writeString(jar, "no zip");

    try (CapturedLog log = new CapturedLog("io.fswebhook.core.plugin")) {
      look();
      look();
      assertThat(log.lines())
          .satisfiesExactly(
              damaged ->
                  assertThat(damaged)
                      .startsWith("WARNING Plugin " + jar + ": ")
                      .contains("hot.jar", "zip END header not found"),
              kept ->
                  assertThat(kept)
                      .startsWith("WARNING Plugin " + jar + ": ")
                      .contains("version 1 keeps running"));
    }
    handler(host, "hot").handle(new TestDelivery("d-1", 1));
    assertThat(jars.told()).endsWith("1 d-1");
  }

  @Test
  void what_waits_for_a_handler_that_could_not_start_waits_through_a_damaged_version()
      throws Exception {
    jars.write(jar, "1", "hot", "throws");
    start();
    assertThat(PluginFolders.subscribers(host, "note.created")).containsExactly("hot");

    Files.writeString(jar, "no zip");
    look();
    assertThat(PluginFolders.subscribers(host, "note.created")).containsExactly("hot");

    jars.write(jar, "2");
    look();
    assertThat(names(host)).containsExactly("hot");
  }

  @Test
  void a_plugins_folder_that_cannot_be_read_changes_nothing() throws Exception {
    jars.write(jar, "1");
    start();
    Path away = Files.move(folders.plugins, root.resolve("away"));

    try (CapturedLog log = new CapturedLog("io.fswebhook.core.plugin")) {
      look();
      look();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARNING ")
          .contains(folders.plugins.toString(), "cannot be read");
    }
    assertThat(names(host)).containsExactly("hot");

    Files.move(away, folders.plugins);
    look();
    assertThat(jars.told()).containsExactly("1 start");
  }

  @Test
  void what_cannot_be_copied_is_tried_again_until_it_can() throws Exception {
    start();
    Path copies = Jars.list(folders.copies).get(0);
    PrivateCopies.delete(copies);
    jars.write(jar, "1");
    try (CapturedLog log = new CapturedLog("io.fswebhook.core.plugin")) {
      look();
      host.look();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARNING Plugin " + jar + ": ")
          .contains("cannot be copied");
    }
    assertThat(report(host, jar).state()).isEqualTo(PluginState.FAILED);

    Files.createDirectory(copies);
    host.look();

    assertThat(report(host, jar).state()).isEqualTo(PluginState.RUNNING);
  }

  @Test
  void whatever_one_plugin_throws_the_ones_after_it_are_taken_and_nothing_of_it_is_left()
      throws Exception {
    folders.settings.failFor("hot", new StackOverflowError("of no one's making"));
    jars.write(jar, "1");
    Path later = PluginJars.of("good").handlers("acme.good.Good").writeTo(after(jar));
    start();

    assertThat(report(host, jar).state()).isEqualTo(PluginState.FAILED);
    assertThat(report(host, jar).problems())
        .singleElement()
        .asString()
        .startsWith("Plugin " + jar + ": ")
        .contains("java.lang.StackOverflowError: of no one's making", "tried again");
    assertThat(report(host, later).state()).isEqualTo(PluginState.RUNNING);
    assertThat(Jars.list(Jars.list(folders.copies).get(0)))
        .extracting(Jars::fileName)
        .containsExactly("2", "lock");

    folders.settings.failFor("hot", null);
    look();
    assertThat(names(host)).containsExactly("good", "hot");
  }

  private static Path after(Path jar) {
    return jar.resolveSibling("z-" + Jars.fileName(jar));
  }

  @Test
  void threads_that_a_plugin_leaves_are_named() throws Exception {
    jars.write(jar, "1", "hot", "leaves a thread");
    start();
    jars.write(jar, "2");

    look();

    await().until(() -> report(host, jar).lastError() != null);
    assertThat(report(host, jar).lastError())
        .extracting(PluginReport.LastError::sentence)
        .asString()
        .startsWith("Plugin " + jar + ": ")
        .contains("threads", ": left by hot. ", "stop()");
  }
}
