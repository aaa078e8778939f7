package io.fswebhook.war.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * All the systems that recipes post to, a path each. It refuses attempts that a body says to
 * refuse.
 */
final class RecipeTarget implements AutoCloseable {

  /** One request that was taken, or refused. */
  record Posted(String path, Headers headers, String body, int status, long nanos) {}

  private final List<Posted> posted = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  RecipeTarget() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      Headers headers = exchange.getRequestHeaders();
      int status = body.contains("\"fails\":" + headers.getFirst("Fs-Webhook-Attempt")) ? 503 : 200;
      posted.add(
          new Posted(exchange.getRequestURI().getPath(), headers, body, status, System.nanoTime()));
      exchange.sendResponseHeaders(status, -1);
    }
  }

  /** Members of a body, after others, whose attempts up to this one are answered 503. */
  static String fails(int attempts) {
    return IntStream.rangeClosed(1, attempts)
        .mapToObj(attempt -> ",\"on" + attempt + "\":{\"fails\":" + attempt + "}")
        .reduce("", String::concat);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What a host got, in order. */
  List<Posted> at(String host) {
    return posted.stream().filter(each -> each.path().startsWith("/" + host + "/")).toList();
  }

  /** What a host took. */
  List<String> takenAt(String host) {
    return at(host).stream().filter(each -> each.status() == 200).map(Posted::body).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
