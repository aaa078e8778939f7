package io.fswebhook.war.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is posted to it. */
final class ChatDouble implements AutoCloseable {

  /** One request. */
  record Posted(String path, Headers headers, String body) {}

  private final List<Posted> posted = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  ChatDouble() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      posted.add(
          new Posted(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  List<Posted> posted(String path, String text) {
    return posted.stream()
        .filter(each -> each.path().equals(path) && each.body().contains(text))
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
