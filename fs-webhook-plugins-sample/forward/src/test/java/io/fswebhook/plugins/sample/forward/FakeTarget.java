package io.fswebhook.plugins.sample.forward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that answers as it is told and keeps what it was sent. */
final class FakeTarget implements AutoCloseable {

  final List<Received> received = new CopyOnWriteArrayList<>();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private volatile int status = 200;
  private volatile Map<String, String> headers = Map.of();
  private volatile boolean silent;

  FakeTarget() throws IOException {
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  void answers(int newStatus, Map<String, String> newHeaders) {
    status = newStatus;
    headers = newHeaders;
  }

  /** Takes requests and answers none until it is closed. */
  void staysSilent() {
    silent = true;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=t0ken";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
      received.add(
          new Received(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              body));
      if (silent) {
        closed.await();
      }
      headers.forEach(exchange.getResponseHeaders()::set);
      byte[] answer = "an answer that nobody reads".getBytes(ISO_8859_1);
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /**
   * A request.
   *
   * @param body each byte as the character of its value
   */
  record Received(String method, String path, Headers headers, String body) {}
}
