package io.fswebhook.war.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** What the demo's HttpForward posts to: a server that takes everything. */
final class ForwardTarget implements AutoCloseable {

  private static final String PATH = "/target";

  private final HttpServer server;

  private ForwardTarget(HttpServer server) {
    this.server = server;
  }

  static ForwardTarget start(HandlerLines lines) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PATH, exchange -> take(exchange, lines));
    server.start();
    return new ForwardTarget(server);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void take(HttpExchange exchange, HandlerLines lines) throws IOException {
    try (exchange) {
      int length = exchange.getRequestBody().readAllBytes().length;
      exchange.sendResponseHeaders(204, -1);
      lines.add(
          HandlerLines.FORWARD,
          "the target received %s %s, %d bytes, event %s"
              .formatted(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  length,
                  exchange.getRequestHeaders().getFirst("Fs-Webhook-Event")));
    }
  }
}
