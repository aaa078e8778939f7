package io.fswebhook.war.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.fswebhook.war.it.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Where the sample plugin posts what it handles. */
final class ForwardTarget implements AutoCloseable {

  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private volatile boolean refuses;
  private volatile boolean refused;
  private @Nullable HttpServer server;

  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/target",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          if (!refuses) {
            bodies.add(body);
          }
          refused |= refuses;
          exchange.sendResponseHeaders(refuses ? 500 : 204, -1);
          exchange.close();
        });
    server.start();
  }

  URI uri() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/target");
  }

  void refuse() {
    refuses = true;
  }

  /** Until something was refused. */
  void awaitsRefusal() throws Exception {
    Eventually.holds("something is refused", ServerContract.LIMIT, () -> refused);
  }

  void accept() {
    refuses = false;
  }

  void forget() {
    bodies.clear();
  }

  /** Until all of them have come. */
  void awaits(Collection<String> expected) throws Exception {
    Eventually.holds("all are forwarded", ServerContract.LIMIT, () -> bodies.containsAll(expected));
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
  }
}
