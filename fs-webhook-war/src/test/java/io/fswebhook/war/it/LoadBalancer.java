package io.fswebhook.war.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fswebhook.api.testkit.WebhookSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes requests on to the receivers in turn, as a Service of Kubernetes does: to those that are
 * ready, and to none that is about to stop. It repeats no request.
 */
final class LoadBalancer implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int THREADS = 16;
  private static final List<String> HEADERS =
      List.of("Content-Type", "Authorization", WebhookSigner.HEADER);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<URI> receivers = new CopyOnWriteArrayList<>();
  private final Map<URI, AtomicInteger> open = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final HttpServer server;

  LoadBalancer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pass);
    server.setExecutor(threads);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Once it is ready, it gets requests. */
  void add(URI receiver) throws Exception {
    Sender probe = new Sender(receiver.resolve("/webhook"));
    Eventually.holds(
        receiver + " is ready", LIMIT, () -> probe.get("/health/ready").statusCode() == 200);
    open.put(receiver, new AtomicInteger());
    receivers.add(receiver);
  }

  /** It gets no more requests; returns when the last one has been answered. */
  void drain(URI receiver) throws Exception {
    receivers.remove(receiver);
    Eventually.holds(receiver + " has answered", LIMIT, () -> openAt(receiver).get() == 0);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      URI receiver = take();
      try {
        answer(exchange, client.send(request(exchange, body, receiver), ofBytes()));
      } catch (IOException e) {
        exchange.sendResponseHeaders(502, -1);
      } finally {
        openAt(receiver).decrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpResponse.BodyHandler<byte[]> ofBytes() {
    return HttpResponse.BodyHandlers.ofByteArray();
  }

  private AtomicInteger openAt(URI receiver) {
    return Objects.requireNonNull(open.get(receiver));
  }

  /** The next in turn that is not about to stop, counted as open before it is looked at again. */
  private URI take() {
    while (true) {
      URI next = receivers.get(Math.floorMod(turn.getAndIncrement(), receivers.size()));
      openAt(next).incrementAndGet();
      if (receivers.contains(next)) {
        return next;
      }
      openAt(next).decrementAndGet();
    }
  }

  private static HttpRequest request(HttpExchange exchange, byte[] body, URI receiver) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(receiver.resolve(exchange.getRequestURI().getPath()))
            .timeout(LIMIT)
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    for (String header : HEADERS) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    return request.build();
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    exchange.sendResponseHeaders(response.statusCode(), response.body().length);
    exchange.getResponseBody().write(response.body());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
