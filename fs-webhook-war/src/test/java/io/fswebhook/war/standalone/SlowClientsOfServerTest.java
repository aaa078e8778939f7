package io.fswebhook.war.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.HostileClients;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlowClientsOfServerTest {

  /** More than there are threads. */
  private static final int CONNECTIONS = 150;

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String DELIVERY =
      """
      POST /webhook HTTP/1.1
      Host: x
      Connection: close
      Content-Type: application/json
      Content-Length: 2

      {}""";

  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(TestServer.plain());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(HostileClients.Kind.class)
  void however_many_clients_are_slow_others_are_answered(HostileClients.Kind kind)
      throws Exception {
    try (HostileClients hostile = HostileClients.start(server.port(), kind, CONNECTIONS)) {
      Eventually.holds("open", LIMIT, () -> hostile.open() == CONNECTIONS);

      assertThat(ask(DELIVERY.replace("\n", "\r\n"))).contains(" 200 ").contains("stored");
      assertThat(ask(RawHttp.get("/health/live"))).contains(" 200 ").endsWith("}");
      // Of what they asked for at once, there may be so much that it is answered 503 for a moment.
      Eventually.holds("answered", LIMIT, () -> ask(RawHttp.get("/hello")).endsWith("hello"));
    }
  }

  @Test
  void a_chunked_delivery_that_pauses_is_taken_when_it_goes_on() throws Exception {
    String head = DELIVERY.substring(0, DELIVERY.indexOf("Content-Length")).replace("\n", "\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              (head + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(ask(RawHttp.get("/hello"))).endsWith("hello");

      assertThat(RawHttp.ask(socket, "1\r\n}\r\n0\r\n\r\n")).contains(" 200 ").contains("stored");
    }
  }

  @Test
  void health_is_answered_like_the_application_does() throws Exception {
    assertThat(ask(RawHttp.get("/health/ready")))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Content-Type: application/json", "Cache-Control: no-store")
        .endsWith("{\"checks\":[{\"name\":\"inbox\",\"status\":\"UP\"}],\"status\":\"UP\"}");
  }

  private String ask(String request) throws Exception {
    return RawHttp.ask(server.port(), request);
  }
}
