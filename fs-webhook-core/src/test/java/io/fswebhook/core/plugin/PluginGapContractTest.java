package io.fswebhook.core.plugin;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.receivedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.ReceiverSettings;
import io.fswebhook.core.alert.AttentionItem;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.reject.RejectionSettings;
import io.fswebhook.core.testing.SignedRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is received while a plugin is away is handled when it is back, whatever took it away. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class PluginGapContractTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path root;
  private final TestSettings settings = new TestSettings();
  private PluginFolders folders;
  private HotJars jars;
  private Path jar;
  private Receiver receiver;
  private int notes;

  abstract InboxSettings inbox();

  @BeforeEach
  void start() throws IOException {
    folders = new PluginFolders(root);
    jars = new HotJars(root.resolve("staging"));
    jar = folders.plugins.resolve("hot.jar");
    jars.write(jar, "1");
    open();
    await().atMost(LONG).until(() -> isSubscribed(true));
  }

  @AfterEach
  void close() {
    receiver.close();
    jars.close();
  }

  @Test
  void a_plugin_that_is_deleted_and_copied_again_gets_what_came_between() throws Exception {
    Files.delete(jar);
    await().atMost(LONG).until(() -> receiver.handlers().isEmpty());
    List<String> between = receive(5);
    assertThat(receiver.subscriptions().notRunning(Set.of())).containsExactly("hot");
    assertThat(receiver.subscriptions().whyNotRunning("hot")).isEqualTo("Its plugin is missing.");
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(receiver.attention())
                    .extracting(AttentionItem::kind, AttentionItem::subject, AttentionItem::count)
                    .containsExactly(
                        tuple(AttentionItem.Kind.NO_HANDLER_RUNNING, null, null),
                        tuple(AttentionItem.Kind.HANDLER_NOT_RUNNING, "hot", 5L)));

    jars.write(jar, "2");

    awaitHandled("2", between);
    assertThat(receiver.subscriptions().notRunning(Set.of())).isEmpty();
  }

  @Test
  void a_restart_without_the_plugin_does_not_end_its_subscription() throws Exception {
    receiver.close();
    Files.delete(jar);
    open();
    List<String> between = receive(5);

    jars.write(jar, "2");

    awaitHandled("2", between);
  }

  @Test
  void a_new_version_that_is_too_broken_to_tell_its_handlers_does_not_end_it() throws Exception {
    receiver.close();
    Files.writeString(jar, "no jar at all");
    open();
    assertThat(receiver.plugins())
        .extracting(PluginReport::state)
        .containsExactly(PluginState.FAILED);
    List<String> between = receive(5);

    jars.write(jar, "3");

    awaitHandled("3", between);
  }

  @Test
  void a_plugins_folder_that_is_empty_suddenly_ends_nothing() throws Exception {
    Path away = root.resolve("away");
    Files.move(folders.plugins, away);
    Files.createDirectories(folders.plugins);
    await().atMost(LONG).until(() -> receiver.handlers().isEmpty());
    List<String> between = receive(5);

    Files.move(away.resolve("hot.jar"), jar);

    awaitHandled("1", between);
  }

  @Test
  void a_handler_that_is_disabled_at_a_start_is_not_subscribed_any_more() throws Exception {
    receiver.close();
    Files.delete(jar);
    settings.set("hot.enabled", "false");
    open();
    await().atMost(LONG).until(() -> !isSubscribed(false) && !isSubscribed(true));
    List<String> disabled = receive(1);
    receiver.close();
    settings.set("hot.enabled", "true");
    open();
    assertThat(receiver.subscriptions().notRunning(Set.of())).isEmpty();

    jars.write(jar, "2");
    await().atMost(LONG).until(() -> !receiver.handlers().isEmpty());

    List<String> later = receive(1);
    awaitHandled("2", later);
    assertThat(jars.told()).doesNotContain("2 " + disabled.get(0));
  }

  @Test
  void what_an_operator_ended_is_discarded_and_gets_nothing_more() throws Exception {
    assertThat(receiver.subscriptions().isPresent("hot")).isTrue();
    Files.delete(jar);
    await().atMost(LONG).until(() -> !receiver.subscriptions().isPresent("hot"));
    receive(5);

    assertThat(
            receiver
                .subscriptions()
                .remove("hot")
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join())
        .isEqualTo(5);

    assertThat(receiver.subscriptions().of("hot")).isEmpty();
    List<String> after = receive(1);
    assertThat(receiver.reader().delivery(after.get(0)).orElseThrow().summary().tasks()).isEmpty();
  }

  private void open() {
    receiver =
        Receiver.open(
            new ReceiverSettings(
                SignedRequests.VERIFY,
                Map.of(),
                Map.of(),
                inbox(),
                folders.pluginSettings(),
                settings,
                new RejectionSettings(0, false)),
            ReceiverObserver.NONE,
            Clock.systemUTC());
  }

  private boolean isSubscribed(boolean present) {
    return receiver
        .subscriptions()
        .of("hot")
        .filter(subscription -> subscription.present() == present)
        .isPresent();
  }

  private List<String> receive(int count) throws RefusedException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(receivedBy(receiver, note("n" + notes++)));
    }
    return ids;
  }

  private void awaitHandled(String version, List<String> ids) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(jars.told())
                    .containsAll(ids.stream().map(id -> version + " " + id).toList()));
  }
}
