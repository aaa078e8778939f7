package io.fswebhook.war.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.settings.HttpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneServerTest {

  /**
   * The common pool has one thread on two processors since JDK 25, and these wait for each other.
   */
  private static final Executor OWN_THREAD = task -> new Thread(task, "asking").start();

  private static final int MORE_THAN_THREADS = StandaloneServer.MAX_THREADS + 40;
  private static final String HALF_A_BODY =
      String.join(
          "\r\n",
          "POST /length HTTP/1.1",
          "Host: 127.0.0.1",
          "Connection: close",
          "Content-Length: 20",
          "Content-Type: application/octet-stream",
          "",
          "first half");
  private static final String WHOLE_DELIVERY =
      String.join(
          "\r\n",
          "POST /webhook HTTP/1.1",
          "Host: 127.0.0.1",
          "Content-Length: 2",
          "Content-Type: application/json",
          "",
          "{}");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void it_answers_with_the_application_and_does_not_say_what_it_is() throws Exception {
    try (TestServer server = new TestServer(TestServer.plain())) {
      assertThat(RawHttp.ask(server.port(), RawHttp.get("/hello")))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\nhello")
          .doesNotContainIgnoringCase("server:", "powered", "jetty");
    }
  }

  @Test
  void deliveries_and_health_checks_do_not_wait_for_the_application_and_other_requests_do()
      throws Exception {
    try (TestServer server = new TestServer(TestServer.plain(), false)) {
      List<CompletableFuture<String>> waiting = new ArrayList<>();
      for (int i = 0; i < MORE_THAN_THREADS; i++) {
        waiting.add(asked(server.port(), "/hello"));
      }

      for (String path : List.of("/health/live", "/health/ready")) {
        assertThat(RawHttp.ask(server.port(), RawHttp.get(path))).startsWith("HTTP/1.1 200 ");
      }
      assertThat(RawHttp.ask(server.port(), lastRequest(WHOLE_DELIVERY)))
          .startsWith("HTTP/1.1 200 ");
      assertThat(waiting).noneMatch(CompletableFuture::isDone);

      server.server.openApplication();
      for (CompletableFuture<String> each : waiting) {
        assertThat(each.get(20, TimeUnit.SECONDS)).endsWith("\r\nhello");
      }
    }
  }

  @Test
  void a_bad_request_line_is_answered_with_a_problem() throws Exception {
    try (TestServer server = new TestServer(TestServer.plain())) {
      assertThat(RawHttp.ask(server.port(), "NONSENSE\r\n\r\n"))
          .startsWith("HTTP/1.1 400 ")
          .contains("Content-Type: application/problem+json")
          .contains("Cache-Control: no-store", "X-Content-Type-Options: nosniff")
          .contains("\"status\":400", "\"code\":\"bad-request\"")
          .doesNotContainIgnoringCase("jetty");
    }
  }

  @Test
  void too_large_headers_are_answered_with_a_problem() throws Exception {
    String request =
        "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n";
    try (TestServer server = new TestServer(TestServer.plain())) {
      assertThat(RawHttp.ask(server.port(), request))
          .startsWith("HTTP/1.1 431 ")
          .contains("application/problem+json", "\"status\":431");
    }
  }

  @Test
  void a_failure_inside_is_answered_without_its_details() throws Exception {
    try (TestServer server = new TestServer(TestServer.plain())) {
      assertThat(RawHttp.ask(server.port(), RawHttp.get("/fails")))
          .startsWith("HTTP/1.1 500 ")
          .contains("application/problem+json", "\"status\":500", "\"code\":\"internal-error\"")
          .doesNotContain("detail of the inside", "Exception");
    }
  }

  @Test
  void a_taken_port_is_a_sentence_that_names_the_setting() {
    try (TestServer first = new TestServer(TestServer.plain())) {
      HttpSettings same = new HttpSettings("127.0.0.1", first.port(), null, null);
      assertThatThrownBy(() -> StandaloneServer.bind(same))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("fs.webhook.http.port=" + first.port())
          .hasMessageContaining("in use");
    }
  }

  /** The second is an address for documentation (RFC 5737), which no machine has. */
  @ParameterizedTest
  @ValueSource(strings = {"host.invalid", "192.0.2.1"})
  void an_unknown_host_is_a_sentence_that_names_the_setting(String host) {
    assertThatThrownBy(() -> StandaloneServer.bind(new HttpSettings(host, 0, null, null)))
        .isInstanceOf(StartException.class)
        .hasMessageContainingAll("fs.webhook.http.host=" + host, "0.0.0.0");
  }

  @Test
  void stopping_answers_the_request_in_flight_and_takes_no_new_one() throws Exception {
    try (TestServer server = new TestServer(TestServer.plain())) {
      int port = server.port();
      CompletableFuture<String> inFlight = asked(port, "/slow");
      assertThat(server.resource.waiting.await(20, TimeUnit.SECONDS)).isTrue();

      CompletableFuture<Void> stopped =
          CompletableFuture.runAsync(server.server::close, OWN_THREAD);
      Eventually.holds("no new connections", LIMIT, () -> isRefused(port));
      assertThat(stopped).isNotDone();
      server.resource.release.complete(null);

      assertThat(inFlight.get(20, TimeUnit.SECONDS)).startsWith("HTTP/1.1 200 ").endsWith("slow");
      stopped.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void senders_that_stop_in_the_middle_of_a_body_hold_no_thread() throws Exception {
    try (TestServer server = new TestServer(TestServer.plain())) {
      List<Socket> senders = new ArrayList<>();
      try {
        for (int i = 0; i < MORE_THAN_THREADS; i++) {
          Socket sender = new Socket(InetAddress.getLoopbackAddress(), server.port());
          senders.add(sender);
          sender.getOutputStream().write(HALF_A_BODY.getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(asked(server.port(), "/hello").get(10, TimeUnit.SECONDS)).endsWith("hello");
        assertThat(RawHttp.ask(senders.get(0), "other half"))
            .startsWith("HTTP/1.1 200 ")
            .endsWith("20");
      } finally {
        closeAll(senders);
      }
    }
  }

  @Test
  void health_is_answered_while_no_thread_is_free() throws Exception {
    try (TestServer server = new TestServer(TestServer.plain())) {
      server.ingest.busy = true;
      List<Socket> senders = new ArrayList<>();
      try {
        holdThreads(server, senders);
        CompletableFuture<String> other = asked(server.port(), "/hello");
        assertThat(asked(server.port(), "/health/ready").get(10, TimeUnit.SECONDS))
            .startsWith("HTTP/1.1 200 ")
            .contains("Cache-Control: no-store", "\"UP\"");
        assertThat(other).isNotDone();
        server.ingest.held.complete(null);
        assertThat(other.get(10, TimeUnit.SECONDS)).endsWith("hello");
      } finally {
        closeAll(senders);
      }
    }
  }

  private static String lastRequest(String request) {
    return request.replaceFirst("\r\n", "\r\nConnection: close\r\n");
  }

  private static void holdThreads(TestServer server, List<Socket> senders) throws Exception {
    for (int i = 0; i < MORE_THAN_THREADS; i++) {
      Socket sender = new Socket(InetAddress.getLoopbackAddress(), server.port());
      senders.add(sender);
      sender.getOutputStream().write(WHOLE_DELIVERY.getBytes(StandardCharsets.US_ASCII));
    }
    Eventually.holds(
        "held", LIMIT, () -> server.ingest.holding.get() == StandaloneServer.MAX_THREADS);
  }

  private static void closeAll(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static CompletableFuture<String> asked(int port, String path) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return RawHttp.ask(port, RawHttp.get(path));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        OWN_THREAD);
  }

  private static boolean isRefused(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }
}
