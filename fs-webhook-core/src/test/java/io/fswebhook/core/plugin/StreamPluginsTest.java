package io.fswebhook.core.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.ReceiverSettings;
import io.fswebhook.core.StreamSettings;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.StreamDuplicates;
import io.fswebhook.core.reject.RejectionSettings;
import io.fswebhook.core.testing.CapturedLog;
import io.fswebhook.core.testing.SignedRequests;
import io.fswebhook.core.testing.StreamRequests;
import io.fswebhook.core.verify.RawRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plugins get of streams, from a whole receiver. */
class StreamPluginsTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final StreamSettings STREAM =
      new StreamSettings(StreamRequests.ACCESS, StreamDuplicates.NONE);
  private static final String NOTE = SignedRequests.note("17");

  @TempDir Path root;
  private PluginFolders folders;

  @BeforeEach
  void folders() {
    folders = new PluginFolders(root);
  }

  @Test
  void a_plugin_gets_the_streams_that_it_subscribes_to() throws Exception {
    PluginJars.of("streams")
        .handlers("acme.streams.AllStreams", "acme.streams.Orders")
        .writeTo(folders.plugins.resolve("streams.jar"));

    receiveAll();

    assertThat(folders.written("AllStreams", "log"))
        .containsExactlyInAnyOrder("orders {id=1}", "clicks null");
    assertThat(folders.written("Orders", "log")).containsExactly("orders {id=1}");
  }

  @Test
  void a_plugin_built_against_the_released_api_gets_streams_beside_webhooks() throws Exception {
    PluginJars.of("released-api", releasedApi())
        .handlers("acme.released.EveryEvent")
        .writeTo(folders.plugins.resolve("released.jar"));

    receiveAll();

    assertThat(folders.written("EveryEvent", "log"))
        .containsExactlyInAnyOrder(
            "note 17 note.created 1 {} signed by ORG1 " + NOTE.length(),
            "other event stream:orders 0 {id=1} unsigned 8",
            "other event stream:clicks 0 {} unsigned 4");
  }

  @Test
  void the_handler_of_the_page_about_plugins_logs_an_order() throws Exception {
    try (var source = getClass().getResourceAsStream("/plugins/page/com/example/OrderLog.java")) {
      assertThat(Path.of("..", "docs", "plugins.md"))
          .content()
          .contains("```java\n" + new String(source.readAllBytes(), UTF_8) + "```");
    }
    PluginJars.of("page")
        .handlers("com.example.OrderLog")
        .writeTo(folders.plugins.resolve("page.jar"));
    String order = "{\"order\":{\"id\":\"A-1\",\"items\":[{\"price\":7.50}]}}";

    try (CapturedLog log = new CapturedLog("com.example.OrderLog");
        Receiver receiver = open()) {
      receive(receiver, StreamRequests.raw("orders", order, Instant.now()));
      await().atMost(LIMIT).until(() -> succeeded(receiver) == 1);

      assertThat(log.lines()).containsExactly("INFO Order A-1: 7.50");
    }
  }

  private static Path releasedApi() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("..", "fs-webhook-api", "src", "baseline"))) {
      return jars.filter(jar -> jar.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
  }

  /** A webhook and two streams, which make three tasks in each of the tests. */
  private void receiveAll() throws Exception {
    Instant now = Instant.now();
    try (Receiver receiver = open()) {
      for (RawRequest request :
          List.of(
              SignedRequests.raw("ORG1", NOTE, now),
              StreamRequests.raw("orders", "{\"id\":1}", now),
              StreamRequests.raw("clicks", "null", now))) {
        receive(receiver, request);
      }
      await().atMost(LIMIT).until(() -> succeeded(receiver) == 3);
    }
  }

  private static void receive(Receiver receiver, RawRequest request) throws Exception {
    var unused = receiver.receive(request).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static long succeeded(Receiver receiver) {
    return receiver.handlers().stream().mapToLong(handler -> handler.counts().succeeded()).sum();
  }

  private Receiver open() {
    return Receiver.open(
        new ReceiverSettings(
            SignedRequests.VERIFY,
            Map.of("orders", STREAM, "clicks", STREAM),
            Map.of(),
            new InboxSettings(root.resolve("inbox.db"), true, Retention.DEFAULT),
            folders.pluginSettings(),
            folders.settings,
            new RejectionSettings(0, false)),
        ReceiverObserver.NONE,
        Clock.systemUTC());
  }
}
