package io.fswebhook.core.plugin;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.receivedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.testing.CapturedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole receiver, whose own thread watches the folder. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HotReceiverTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path root;
  private PluginFolders folders;
  private HotJars jars;
  private Path jar;
  private int notes;

  @BeforeEach
  void folders() {
    folders = new PluginFolders(root);
    jars = new HotJars(root.resolve("staging"));
    jar = folders.plugins.resolve("hot.jar");
  }

  @AfterEach
  void close() {
    jars.close();
  }

  @Test
  void a_jar_that_is_dropped_in_handles_is_replaced_and_is_gone() throws Exception {
    try (Receiver receiver = open(Duration.ofDays(1))) {
      jars.write(jar, "1");
      awaitReport(receiver, "1", PluginState.RUNNING);
      String first = receive(receiver);
      awaitTold("1 " + first);

      jars.write(jar, "2");
      awaitReport(receiver, "2", PluginState.RUNNING);
      String second = receive(receiver);
      awaitTold("2 " + second);
      awaitTold("1 stop");

      Files.delete(jar);
      await().atMost(LONG).until(() -> receiver.plugins().isEmpty());
      awaitTold("2 stop");
      assertThat(receiver.handlers()).isEmpty();
    }
  }

  @Test
  void what_the_system_does_not_tell_of_is_found_by_looking() throws Exception {
    Path elsewhere = root.resolve("elsewhere");
    Files.createDirectories(folders.plugins);
    Files.createDirectories(elsewhere);
    Files.createSymbolicLink(folders.plugins.resolve("hot.jar"), elsewhere.resolve("hot.jar"));
    try (Receiver receiver = open(Duration.ofMillis(200))) {
      jars.write(elsewhere.resolve("hot.jar"), "1");
      awaitReport(receiver, "1", PluginState.RUNNING);
      jars.write(elsewhere.resolve("hot.jar"), "2");
      awaitReport(receiver, "2", PluginState.RUNNING);
    }
  }

  @Test
  void a_version_that_hangs_at_its_start_disturbs_neither_receipts_nor_handlers_nor_the_stop()
      throws Exception {
    jars.write(jar, "1");
    long stopped;
    try (Receiver receiver = open(Duration.ofMillis(200))) {
      jars.write(jar, "2", "hot", "hangs");
      await()
          .atMost(LONG)
          .until(() -> threadNames().contains("fs-webhook-plugin: start() of handler hot"));

      for (int i = 0; i < 20; i++) {
        awaitTold("1 " + receive(receiver));
      }
      assertThat(threadNames()).contains("fs-webhook-plugin: start() of handler hot");
      stopped = System.nanoTime();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(20));
    awaitTold("1 stop");
  }

  @Test
  void the_log_says_which_folders_are_watched() throws Exception {
    Files.createDirectories(folders.lib);
    try (CapturedLog log = new CapturedLog("io.fswebhook.core.plugin");
        Receiver receiver = open(Duration.ofSeconds(5))) {
      assertThat(receiver.plugins()).isEmpty();
      assertThat(log.lines())
          .contains(
              "INFO Looking for plugins in the server's lib folder "
                  + folders.lib
                  + ", only at the start",
              "INFO Watching " + folders.plugins + " for added, changed and deleted plugins");
    }
  }

  private Receiver open(Duration pollInterval) {
    TestSettings handlers = new TestSettings();
    return Receiver.open(
        folders.receiver(pollInterval, handlers), ReceiverObserver.NONE, Clock.systemUTC());
  }

  private String receive(Receiver receiver) throws RefusedException {
    return receivedBy(receiver, note("n" + notes++));
  }

  private void awaitTold(String line) {
    await().atMost(LONG).until(() -> jars.told().contains(line));
  }

  private static void awaitReport(Receiver receiver, String version, PluginState state) {
    await()
        .atMost(LONG)
        .until(
            () ->
                receiver.plugins().stream()
                    .anyMatch(
                        report -> version.equals(report.version()) && report.state() == state));
  }

  private static List<String> threadNames() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }
}
