package io.fswebhook.war.cli.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitedTextTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private String url;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/short",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("Gr\u00fc\u00dfe".getBytes(UTF_8));
          exchange.close();
        });
    server.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write("0123456789".getBytes(UTF_8));
          }
        });
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void an_answer_is_read_whole_up_to_the_limit() throws Exception {
    assertThat(read("/short", LimitedText.whole(7))).isEqualTo("Gr\u00fc\u00dfe");
    assertThatThrownBy(() -> read("/short", LimitedText.whole(6)))
        .hasMessage(
            "The answer of %s was not read: it is longer than 6 bytes. Is this the right address?",
            url);
  }

  @Test
  void of_an_endless_one_the_beginning_is_read() throws Exception {
    assertThat(read("/endless", LimitedText.beginning(12))).isEqualTo("012345678901");
    assertThatThrownBy(() -> read("/endless", LimitedText.whole(100_000)))
        .hasMessageContaining("longer than 100000 bytes");
  }

  private String read(String path, BodyHandler<String> handler) throws Exception {
    try {
      return HttpCalls.client(URI.create(url))
          .send(HttpRequest.newBuilder(URI.create(url + path)).build(), handler)
          .body();
    } catch (IOException e) {
      throw HttpCalls.sentence(url, e);
    }
  }
}
