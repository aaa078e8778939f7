package io.fswebhook.core.plugin;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.receivedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.ReceiverSettings;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.observe.ReceiverObserver;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A running receiver whose handlers get other settings. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChangedSettingsTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path root;
  private PluginFolders folders;
  private HotJars jars;
  private int notes;

  @BeforeEach
  void folders() throws Exception {
    folders = new PluginFolders(root);
    jars = new HotJars(root.resolve("staging"));
    jars.write(folders.plugins.resolve("hot.jar"), "1");
  }

  @AfterEach
  void close() {
    jars.close();
  }

  @Test
  void a_handler_starts_again_with_its_changed_settings() throws Exception {
    try (Receiver receiver = open(new TestSettings().set("hot.greeting", "hello"))) {
      assertThat(jars.told()).containsExactly("1 start", "1 greets with hello");

      change(receiver, new TestSettings().set("hot.greeting", "good day"), Set.of("hot"));

      assertThat(jars.told()).contains("1 greets with good day");
      awaitTold("1 stop");
      awaitTold("1 " + receive(receiver));
    }
  }

  @Test
  void a_handler_is_called_otherwise_without_starting_again() throws Exception {
    try (Receiver receiver = open(new TestSettings())) {
      change(receiver, new TestSettings().set("hot.concurrency", "1"), Set.of());

      awaitTold("1 " + receive(receiver));
      assertThat(jars.told()).containsOnlyOnce("1 start").doesNotContain("1 stop");
    }
    awaitTold("1 stop");
  }

  @Test
  void a_handler_is_switched_off_and_on_again() throws Exception {
    try (Receiver receiver = open(new TestSettings())) {
      change(receiver, new TestSettings().set("hot.enabled", "false"), Set.of("hot"));
      awaitTold("1 stop");
      assertThat(receiver.handlers()).isEmpty();
      await().atMost(LONG).until(() -> receiver.subscriptions().of("hot").isEmpty());
      var notHandled = receive(receiver);

      change(receiver, new TestSettings(), Set.of("hot"));
      awaitTold("1 " + receive(receiver));
      assertThat(jars.told()).doesNotContain("1 " + notHandled);
    }
  }

  @Test
  void a_handler_whose_settings_were_wrong_starts_once_they_are_right() throws Exception {
    try (Receiver receiver = open(new TestSettings().set("hot.concurrency", "0"))) {
      assertThat(receiver.handlers()).isEmpty();
      String waits = receive(receiver);

      change(receiver, new TestSettings(), Set.of("hot"));

      awaitTold("1 " + waits);
    }
  }

  @Test
  void wrong_settings_are_refused_and_nothing_changes() throws Exception {
    try (Receiver receiver = open(new TestSettings())) {
      assertThatExceptionOfType(StartException.class)
          .isThrownBy(
              () -> change(receiver, new TestSettings().set("hot.concurrency", "0"), Set.of("hot")))
          .withMessageContaining("concurrency must be from 1 to 256, was 0");

      assertThat(jars.told()).containsExactly("1 start");
      awaitTold("1 " + receive(receiver));
    }
  }

  private void change(Receiver receiver, TestSettings handlers, Set<String> startAgain) {
    receiver.prepare(settings(handlers), startAgain).run();
  }

  private Receiver open(TestSettings handlers) {
    return Receiver.open(settings(handlers), ReceiverObserver.NONE, Clock.systemUTC());
  }

  private ReceiverSettings settings(TestSettings handlers) {
    return folders.receiver(Duration.ofDays(1), handlers);
  }

  private String receive(Receiver receiver) throws RefusedException {
    return receivedBy(receiver, note("n" + notes++));
  }

  private void awaitTold(String line) {
    await().atMost(LONG).until(() -> jars.told().contains(line));
  }
}
