package io.fswebhook.war.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What a handler posts to: it answers as it is told, and keeps each body that it took. */
final class CountingTarget implements AutoCloseable {

  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final List<String> traceparents = new CopyOnWriteArrayList<>();
  private volatile int status = 204;
  private @Nullable HttpServer server;

  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          String traceparent = exchange.getRequestHeaders().getFirst("traceparent");
          if (traceparent != null) {
            traceparents.add(traceparent);
          }
          int answered = status;
          if (answered == 204) {
            taken.add(body);
          }
          exchange.sendResponseHeaders(answered, -1);
          exchange.close();
        });
    server.start();
  }

  URI uri() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  void answer(int code) {
    status = code;
  }

  /** Of all requests that had one. */
  List<String> traceparents() {
    return traceparents;
  }

  Set<String> taken() {
    return taken;
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
  }
}
