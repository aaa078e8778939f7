package io.fswebhook.war.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A proxy that takes a prefix off, passes the rest on and says so in the usual headers. */
final class PrefixProxy implements AutoCloseable {

  static final String PREFIX = "/outside";

  /** As whom it presents every client, after what the client itself claims. */
  static final String CLIENT = "203.0.113.9";

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final int target;

  PrefixProxy(int target) throws IOException {
    this.target = target;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PREFIX, this::pass);
    server.start();
  }

  URI uri(String context) {
    return URI.create(
        "http://127.0.0.1:" + server.getAddress().getPort() + PREFIX + "/" + context + "/");
  }

  private void pass(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().substring(PREFIX.length());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + target + path))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
            .header("X-Forwarded-Proto", "https")
            .header("X-Forwarded-Host", "hooks.example.com")
            .header("X-Forwarded-Prefix", PREFIX);
    for (String header : new String[] {"Content-Type", "Fullstory-Signature"}) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    String claimed = exchange.getRequestHeaders().getFirst("X-Forwarded-For");
    request.header("X-Forwarded-For", claimed == null ? CLIENT : claimed + ", " + CLIENT);
    try (exchange) {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
