package io.fswebhook.war.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two receivers on one PostgreSQL with one chat: both see the same. */
@Tag("long")
class SharedAlertsIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String NO_HANDLER = "no-handler-running";
  private static final String REJECTED = "known-sender-rejected";

  @TempDir private Path folder;
  private final Map<String, WarProcess> nodes = new TreeMap<>();
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean answers = true;

  @AfterEach
  void stop() {
    nodes.values().forEach(WarProcess::close);
    end.countDown();
    threads.shutdownNow();
  }

  @Test
  void each_alert_is_told_once_also_if_the_node_that_tells_it_dies() throws Exception {
    HttpServer chat = chat();
    try (PostgresServer postgres = PostgresServer.in(folder)) {
      for (String node : List.of("one", "two")) {
        nodes.put(node, start(node, postgres, chat));
      }
      for (WarProcess node : nodes.values()) {
        node.awaitListening();
      }
      Eventually.holds(
          "both see that no handler runs", LIMIT, () -> isDelivered(NO_HANDLER, postgres));

      answers = false;
      for (WarProcess node : nodes.values()) {
        assertThat(forged(node.awaitListening())).isEqualTo(401);
      }
      Eventually.holds("one node tells of it", LIMIT, () -> told(REJECTED).size() == 1);
      killTeller(told(REJECTED).get(0));
      answers = true;
      // As after three minutes.
      postgres.execute("UPDATE alert_notice SET claimed_at = claimed_at - 180000");
      Eventually.holds("the other tells of it", LIMIT, () -> isDelivered(REJECTED, postgres));

      assertThat(told(REJECTED)).as("one of each node").hasSize(2);
      assertThat(told(REJECTED).get(1)).contains("https://" + nodes.keySet().iterator().next());
      assertThat(told(NO_HANDLER)).hasSize(1);
    } finally {
      chat.stop(0);
    }
  }

  private void killTeller(String message) {
    String teller = message.contains("https://one.example.com") ? "one" : "two";
    Objects.requireNonNull(nodes.remove(teller)).close();
  }

  private static boolean isDelivered(String kind, PostgresServer postgres) throws Exception {
    return postgres
        .value(
            "SELECT count(*) FROM alert_notice WHERE delivered = 1 AND step = 'opened' AND kind = '"
                + kind
                + "'")
        .equals("1");
  }

  private List<String> told(String kind) {
    return posted.stream()
        .filter(each -> each.contains(kind) && !each.contains("Resolved"))
        .toList();
  }

  private static int forged(URI receiver) throws Exception {
    return new Sender(receiver.resolve("/webhook")).withSecret("wrong").sendNote("1").statusCode();
  }

  private WarProcess start(String node, PostgresServer postgres, HttpServer chat)
      throws IOException {
    return WarCommand.in(folder)
        .withSender()
        .java("-Dfs.webhook.home=" + folder.resolve(node))
        .java("-Dfs.webhook.inbox.url=" + postgres.url())
        .java("-Dfs.webhook.inbox.username=postgres")
        .java("-Dfs.webhook.orgs.ORG1.signing-secrets=" + Sender.SECRET)
        .java("-Dfs.webhook.admin.token=of-all-nodes")
        .java("-Dfs.webhook.alerts.console-url=https://" + node + ".example.com/")
        .java("-Dfs.webhook.alerts.ops.url=http://127.0.0.1:" + chat.getAddress().getPort() + "/")
        .start("serve", "--port", "0");
  }

  private HttpServer chat() throws IOException {
    HttpServer chat =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    chat.createContext("/", this::take);
    chat.setExecutor(threads);
    chat.start();
    return chat;
  }

  /** Perhaps without an answer, until whoever asks has died. */
  private void take(HttpExchange exchange) throws IOException {
    posted.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    if (!answers) {
      awaitTheEnd();
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private void awaitTheEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
