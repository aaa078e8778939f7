package io.fswebhook.war.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proxy in front and the receiver could read differently is refused. */
class StrictHttpTest {

  private static final int BAD_REQUESTS = 1_000;
  private static final String POST =
      "POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

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
  @ValueSource(
      strings = {
        "GET /hello HTTP/1.1\nHost: x\nConnection: close\n\n",
        "GET /hello HTTP/1.1\r\nHost: x\nConnection: close\r\n\r\n",
        "GET /hello\r\n",
        "GET /hello HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: x\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: x y\r\nConnection: close\r\n\r\n",
        "GET http://other/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n folded\r\nConnection: close\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: x\r\nX-A : 1\r\nConnection: close\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: x\r\nX-A\r\nConnection: close\r\n\r\n",
        "get /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /console/..;/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /console/%2e%2e/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
      })
  void a_head_that_can_be_read_in_two_ways_is_refused(String request) throws Exception {
    assertThat(RawHttp.ask(server.port(), request))
        .doesNotContain("hello")
        .containsPattern("HTTP/1.1 (4\\d\\d|505) ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        "Content-Length: 2, 2\r\n\r\n{}",
        "Content-Length: +2\r\n\r\n{}",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: identity\r\n\r\n{}",
        "Transfer-Encoding: xchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
      })
  void a_body_that_can_be_read_in_two_ways_is_refused(String rest) throws Exception {
    assertThat(RawHttp.ask(server.port(), POST + "Connection: close\r\n" + rest))
        .startsWith("HTTP/1.1 4")
        .doesNotContain("stored");
  }

  @Test
  void chunks_that_end_in_a_bare_line_feed_are_not_taken() throws Exception {
    assertThat(
            RawHttp.ask(
                server.port(),
                POST + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\n{}\n0\n\n"))
        .contains(" 503 ")
        .contains("body-incomplete");
  }

  @Test
  void what_proxies_send_is_taken() throws Exception {
    String chunked =
        POST + "Connection: close\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
    assertThat(RawHttp.ask(server.port(), chunked)).startsWith("HTTP/1.1 200 ");
    String ofOldProxy = "GET /hello HTTP/1.0\r\nHost: backend:8080\r\n\r\n";
    assertThat(RawHttp.ask(server.port(), ofOldProxy)).startsWith("HTTP/1.1 200 ");
    String absolute = "GET http://x/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    assertThat(RawHttp.ask(server.port(), absolute)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void bad_requests_are_not_logged_one_by_one() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler handler = handler(lines);
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    try {
      for (int i = 0; i < BAD_REQUESTS / 5; i++) {
        String end = "Connection: close\r\n\r\n";
        RawHttp.ask(server.port(), "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n" + end);
        RawHttp.ask(server.port(), "NONSENSE\r\n\r\n");
        RawHttp.ask(server.port(), "GET / HTTP/1.1\r\nHost: a b\r\n" + end);
        RawHttp.ask(server.port(), "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n" + end);
        RawHttp.ask(server.port(), "GET / HTTP/1.1\r\nX: " + "x".repeat(20_000) + "\r\n" + end);
      }
    } finally {
      root.removeHandler(handler);
    }
    assertThat(lines).hasSizeLessThan(20);
  }

  private static Handler handler(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line.getLoggerName() + ": " + line.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
