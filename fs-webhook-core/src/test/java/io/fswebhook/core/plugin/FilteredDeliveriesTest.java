package io.fswebhook.core.plugin;

import static io.fswebhook.core.testing.SignedRequests.receivedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.ReceiverSettings;
import io.fswebhook.core.inbox.DeliveryDetail;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.observe.ReceiverObserver;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which deliveries reach a handler, by its rule. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FilteredDeliveriesTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path root;
  private final Queue<String> filtered = new ConcurrentLinkedQueue<>();
  private PluginFolders folders;
  private HotJars jars;
  private int notes;

  @BeforeEach
  void folders() {
    folders = new PluginFolders(root);
    jars = new HotJars(root.resolve("staging"));
  }

  @AfterEach
  void close() {
    jars.close();
  }

  @Test
  void events_and_filters_choose_and_the_delivery_says_so() throws Exception {
    addPlugin();
    TestSettings settings =
        named("all", "high", "other")
            .set("high.filter", "data.value > 100")
            .set("other.events", "segment.*");
    try (Receiver receiver = open(settings)) {
      String low = receive(receiver, "50");
      String high = receive(receiver, "150");

      awaitTold("all " + low);
      awaitTold("all " + high);
      awaitTold("high " + high);
      await().atMost(LONG).until(() -> tasks(receiver, low).equals(List.of("all SUCCEEDED")));
      assertThat(detail(receiver, low).filterAnswers().unmatched()).containsExactly("high");
      assertThat(detail(receiver, high).filterAnswers().unmatched()).isEmpty();
      assertThat(filtered).containsExactly("high");
      assertThat(jars.told()).doesNotContain("high " + low);
    }
  }

  @Test
  void a_filter_that_fails_makes_a_task_that_fails_until_it_is_corrected() throws Exception {
    addPlugin();
    TestSettings settings = named("crm").set("crm.filter", "data.value > 100");
    try (Receiver receiver = open(settings)) {
      String text = receive(receiver, "\"much\"");
      await().atMost(LONG).until(() -> detail(receiver, text).attempts().containsKey("crm"));
      assertThat(firstError(receiver, text))
          .startsWith("fs.webhook.handlers.crm.filter failed: ")
          .doesNotContain("much");

      change(receiver, named("crm").set("crm.filter", "data.value = 'much'"));
      awaitTold("crm " + text);

      assertThat(jars.told()).containsOnlyOnce("crm start to crm");
    }
  }

  @Test
  void a_delivery_that_was_for_a_handler_stays_so_when_the_filter_changes_and_after_a_restart()
      throws Exception {
    String id;
    try (Receiver receiver = open(named("crm").set("crm.filter", "data.value > 100"))) {
      id = receive(receiver, "150");
    }
    addPlugin();
    try (Receiver receiver = open(named("crm").set("crm.filter", "data.value > 1000"))) {
      awaitTold("crm " + id);
      assertThat(detail(receiver, id).filterAnswers().unmatched()).isEmpty();
    }
  }

  @Test
  void a_replay_is_decided_by_the_filter_of_now() throws Exception {
    addPlugin();
    try (Receiver receiver = open(named("crm").set("crm.filter", "data.value > 100"))) {
      String low = receive(receiver, "50");
      String high = receive(receiver, "150");
      awaitTold("crm " + high);

      receiver
          .operations()
          .replayTo(TaskFilter.ALL.ofDelivery(low), Set.of("crm"))
          .toCompletableFuture()
          .get(30, TimeUnit.SECONDS);

      await().atMost(LONG).until(() -> tasks(receiver, low).equals(List.of("crm DISCARDED")));
      assertThat(firstError(receiver, low))
          .isEqualTo("fs.webhook.handlers.crm.filter does not match: not called");
      assertThat(jars.told()).doesNotContain("crm " + low);
      assertThat(receiver.handlers().get(0).breaker().state().code()).isEqualTo("closed");
    }
  }

  @Test
  void a_filter_that_is_none_keeps_the_handler_from_starting_and_deliveries_wait()
      throws Exception {
    addPlugin();
    try (Receiver receiver = open(named("crm").set("crm.filter", "data.value >"))) {
      assertThat(receiver.plugins().get(0).problems())
          .singleElement()
          .asString()
          .contains("the settings of handler crm are wrong: Unexpected end of expression");
      String low = receive(receiver, "50");
      String high = receive(receiver, "150");

      receiver
          .prepare(settings(named("crm").set("crm.filter", "data.value > 100")), Set.of("crm"))
          .run();

      awaitTold("crm " + high);
      await().atMost(LONG).until(() -> tasks(receiver, low).equals(List.of("crm DISCARDED")));
    }
  }

  @Test
  void an_order_that_fails_makes_a_task_that_fails_until_it_is_corrected() throws Exception {
    addPlugin();
    try (Receiver receiver = open(named("crm").set("crm.order-by", "data.value + 1"))) {
      String text = receive(receiver, "\"much\"");
      await().atMost(LONG).until(() -> detail(receiver, text).attempts().containsKey("crm"));
      assertThat(firstError(receiver, text))
          .startsWith("fs.webhook.handlers.crm.order-by failed: ")
          .doesNotContain("much");

      change(receiver, named("crm").set("crm.order-by", "data.value"));
      awaitTold("crm " + text);
    }
  }

  @Test
  void deliveries_of_the_same_value_have_the_same_key_and_others_one_of_their_own()
      throws Exception {
    addPlugin();
    try (Receiver receiver = open(named("crm", "all").set("crm.order-by", "data.value"))) {
      List<Long> keys = new ArrayList<>();
      for (String value : List.of("1", "1.0", "2", "null", "null")) {
        String id = receive(receiver, value);
        awaitTold("crm " + id);
        await().atMost(LONG).until(() -> receiver.reader().delivery(id).isPresent());
        assertThat(detail(receiver, id).filterAnswers().orderKeys()).containsOnlyKeys("crm");
        keys.add(detail(receiver, id).filterAnswers().orderKeys().get("crm"));
      }

      assertThat(keys.get(1)).isEqualTo(keys.get(0));
      assertThat(keys.subList(1, 5)).doesNotHaveDuplicates();
    }
  }

  private void addPlugin() throws Exception {
    PluginJars.of("several")
        .handlers("acme.several.Several")
        .writeTo(folders.plugins.resolve("several.jar"));
  }

  private static TestSettings named(String... names) {
    TestSettings settings = new TestSettings();
    for (String name : names) {
      settings.set(name + ".type", "Several").set(name + ".url", "to " + name);
    }
    return settings;
  }

  private static List<String> tasks(Receiver receiver, String id) {
    return detail(receiver, id).summary().tasks().stream()
        .map(task -> task.handler() + " " + task.state())
        .toList();
  }

  private static @Nullable String firstError(Receiver receiver, String id) {
    return detail(receiver, id).attempts().getOrDefault("crm", List.of()).get(0).error();
  }

  private static DeliveryDetail detail(Receiver receiver, String id) {
    return receiver.reader().delivery(id).orElseThrow();
  }

  private void change(Receiver receiver, TestSettings handlers) {
    receiver.prepare(settings(handlers), Set.of()).run();
  }

  private Receiver open(TestSettings handlers) {
    return Receiver.open(
        settings(handlers),
        new ReceiverObserver() {
          @Override
          public void filtered(String handler) {
            filtered.add(handler);
          }
        },
        Clock.systemUTC());
  }

  private ReceiverSettings settings(TestSettings handlers) {
    return folders.receiver(Duration.ofMillis(200), handlers);
  }

  private String receive(Receiver receiver, String value) throws Exception {
    String body =
        "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"id\":\"n"
            + notes++
            + "\",\"value\":"
            + value
            + "}}";
    return receivedBy(receiver, body);
  }

  private void awaitTold(String line) {
    await().atMost(LONG).until(() -> jars.told().contains(line));
  }
}
