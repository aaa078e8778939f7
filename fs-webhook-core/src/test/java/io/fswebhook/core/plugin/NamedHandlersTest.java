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
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.TaskSummary;
import io.fswebhook.core.observe.ReceiverObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Handlers that operators set up under names of their own. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NamedHandlersTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path root;
  private PluginFolders folders;
  private HotJars jars;
  private Path jar;
  private int notes;

  @BeforeEach
  void addPlugin() throws Exception {
    folders = new PluginFolders(root);
    jars = new HotJars(root.resolve("staging"));
    jar = folders.plugins.resolve("several.jar");
    writeJar("1");
  }

  private void writeJar(String version) throws Exception {
    Path whole =
        PluginJars.of("several")
            .version(version)
            .handlers("acme.several.Several")
            .writeTo(root.resolve("staging").resolve("whole.jar"));
    Files.createDirectories(jar.getParent());
    Files.move(whole, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  @AfterEach
  void close() {
    jars.close();
  }

  @Test
  void each_has_its_own_settings_and_gets_each_delivery() throws Exception {
    try (Receiver receiver = open(named("crm", "mail"))) {
      assertThat(names(receiver)).containsExactly("crm", "mail");
      assertThat(jars.told()).containsExactly("crm start to crm", "mail start to mail");

      String id = receive(receiver);

      awaitTold("crm " + id);
      awaitTold("mail " + id);
      assertThat(folders.work.resolve("crm")).doesNotExist();
    }
    assertThat(jars.told()).contains("crm stop", "mail stop");
  }

  @Test
  void the_type_runs_under_its_own_name_too_once_something_is_set_for_it() {
    TestSettings settings = named("crm").set("Several.url", "to itself");

    try (Receiver receiver = open(settings)) {
      assertThat(names(receiver)).containsExactly("Several", "crm");
      assertThat(receiver.plugins().get(0).problems()).isEmpty();
    }
  }

  @Test
  void a_type_whose_name_it_has_itself_is_no_other_handler() {
    try (Receiver receiver = open(named("Several"))) {
      assertThat(names(receiver)).containsExactly("Several");
      assertThat(receiver.plugins().get(0).problems()).isEmpty();
    }
  }

  @Test
  void what_is_added_and_removed_while_it_runs_gets_exactly_what_came_meanwhile() throws Exception {
    try (Receiver receiver = open(named("crm"))) {
      String before = receive(receiver);
      awaitTold("crm " + before);

      change(receiver, named("crm", "mail"), "mail");
      String both = receive(receiver);
      awaitTold("crm " + both);
      awaitTold("mail " + both);

      change(receiver, named("mail"), "crm");
      assertThat(subscribed(receiver)).containsExactly("mail");
      String after = receive(receiver);
      awaitTold("mail " + after);

      assertThat(tasks(receiver, before)).extracting(TaskSummary::handler).containsExactly("crm");
      assertThat(tasks(receiver, after)).extracting(TaskSummary::handler).containsExactly("mail");
      assertThat(jars.told()).doesNotContain("mail " + before, "crm " + after);
    }
  }

  @Test
  void no_delivery_is_for_both_names_or_for_none_while_a_handler_is_renamed() throws Exception {
    try (Receiver receiver = open(named("one"))) {
      for (int i = 0; i < 4; i++) {
        String next = i % 2 == 0 ? "two" : "one";
        Thread change = new Thread(() -> change(receiver, named(next), "one", "two"));
        change.start();
        List<String> ids = new java.util.ArrayList<>();
        while (change.isAlive()) {
          ids.add(receive(receiver));
        }
        change.join();
        for (String id : ids) {
          assertThat(tasks(receiver, id)).hasSize(1);
        }
      }
    }
  }

  @Test
  void tasks_of_a_former_name_stay_and_can_be_replayed_to_the_new_one() throws Exception {
    try (Receiver receiver = open(named("crm", "Several").set("crm.type", "NotThereYet"))) {
      String id = receive(receiver);

      change(receiver, named("customers"), "crm", "customers", "Several");
      assertThat(tasks(receiver, id))
          .filteredOn(task -> task.handler().equals("crm"))
          .extracting(TaskSummary::state)
          .containsExactly(TaskState.PENDING);

      receiver
          .operations()
          .replayTo(TaskFilter.ALL.atHandler("crm"), Set.of("customers"))
          .toCompletableFuture()
          .get(30, TimeUnit.SECONDS);

      awaitTold("customers " + id);
    }
  }

  @Test
  void deliveries_wait_for_a_type_that_no_plugin_has_yet() throws Exception {
    Files.delete(jar);
    try (Receiver receiver = open(named("crm"))) {
      String id = receive(receiver);
      assertThat(receiver.subscriptions().whyNotRunning("crm"))
          .isEqualTo(
              "fs.webhook.handlers.crm.type is Several, and no plugin that could be loaded has a"
                  + " handler of this type.");

      writeJar("1");

      awaitTold("crm " + id);
    }
  }

  @Test
  void a_new_version_of_the_plugin_replaces_all_of_them() throws Exception {
    try (Receiver receiver = open(named("crm", "mail"))) {
      writeJar("2");

      awaitTold("crm stop");
      awaitTold("mail stop");
      assertThat(jars.told().stream().filter(line -> line.contains(" start "))).hasSize(4);
      awaitTold("mail " + receive(receiver));
    }
  }

  @Test
  void one_that_cannot_start_keeps_no_other_from_running() throws Exception {
    try (Receiver receiver = open(named("crm").set("mail.type", "Several"))) {
      assertThat(names(receiver)).containsExactly("crm");
      assertThat(receiver.plugins().get(0).problems())
          .singleElement()
          .asString()
          .contains("start() of handler mail");
      assertThat(subscribed(receiver)).containsExactly("crm", "mail");
    }
  }

  @Test
  void a_changed_type_that_no_plugin_has_is_refused_with_the_nearest() {
    try (Receiver receiver = open(named("crm"))) {
      assertThatExceptionOfType(StartException.class)
          .isThrownBy(() -> change(receiver, named("crm").set("mail.type", "Severl"), "mail"))
          .withMessage(
              "fs.webhook.handlers.mail.type is Severl, and no plugin has a handler of this type;"
                  + " the nearest is Several");
      assertThat(names(receiver)).containsExactly("crm");
    }
  }

  @Test
  void a_wrong_setting_of_a_new_one_is_refused() {
    try (Receiver receiver = open(named("crm"))) {
      assertThatExceptionOfType(StartException.class)
          .isThrownBy(
              () -> change(receiver, named("crm", "mail").set("mail.size", "large"), "mail"))
          .withMessageContaining("fs.webhook.handlers.mail.size must be a whole number");
    }
  }

  @Test
  void a_type_that_allows_one_handler_only_is_not_set_up_again() throws Exception {
    folders.addGood();
    try (Receiver receiver = open(named("crm").set("better.type", "good"))) {
      assertThat(names(receiver)).containsExactly("crm", "good");
      assertThat(folders.plugins.resolve("good.jar")).exists();
      assertThat(receiver.plugins().stream().flatMap(plugin -> plugin.problems().stream()))
          .singleElement()
          .asString()
          .contains("fs.webhook.handlers.better.type is good, and a plugin allows only one");
    }
  }

  @Test
  void the_name_of_another_type_is_refused() throws Exception {
    folders.addGood();
    try (Receiver receiver = open(named("crm"))) {
      assertThatExceptionOfType(StartException.class)
          .isThrownBy(() -> change(receiver, named("crm", "good"), "good"))
          .withMessage(
              "fs.webhook.handlers.good.type is Several, and good is a type: choose another name");
    }
  }

  private static TestSettings named(String... names) {
    TestSettings settings = new TestSettings();
    for (String name : names) {
      settings.set(name + ".type", "Several").set(name + ".url", "to " + name);
    }
    return settings;
  }

  private static List<String> names(Receiver receiver) {
    return receiver.handlers().stream().map(each -> each.name()).toList();
  }

  private static List<String> subscribed(Receiver receiver) {
    return List.copyOf(receiver.subscriptions().notRunning(Set.copyOf(names(receiver)))).isEmpty()
        ? names(receiver)
        : java.util.stream.Stream.concat(
                names(receiver).stream(), receiver.subscriptions().notRunning(Set.of()).stream())
            .sorted()
            .toList();
  }

  private static List<TaskSummary> tasks(Receiver receiver, String id) {
    return receiver.reader().delivery(id).orElseThrow().summary().tasks();
  }

  private void change(Receiver receiver, TestSettings handlers, String... changed) {
    receiver.prepare(settings(handlers), Set.of(changed)).run();
  }

  private Receiver open(TestSettings handlers) {
    return Receiver.open(settings(handlers), ReceiverObserver.NONE, Clock.systemUTC());
  }

  private ReceiverSettings settings(TestSettings handlers) {
    return folders.receiver(Duration.ofMillis(200), handlers);
  }

  private String receive(Receiver receiver) throws RefusedException {
    return receivedBy(receiver, note("n" + notes++));
  }

  private void awaitTold(String line) {
    await().atMost(LONG).until(() -> jars.told().contains(line));
  }
}
