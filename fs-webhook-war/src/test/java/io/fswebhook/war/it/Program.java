package io.fswebhook.war.it;

import com.sun.net.httpserver.HttpServer;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RejectedException;
import io.fswebhook.core.verify.SignatureScheme;
import io.fswebhook.core.verify.Verifier;
import io.fswebhook.core.verify.VerifySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A program that somebody writes against FullStory's webhooks: it verifies what it gets. It can be
 * stopped and started again at the same place.
 */
public final class Program implements AutoCloseable {

  private final Verifier verifier;
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private volatile int status = 200;
  private volatile int port;
  private @Nullable HttpServer server;

  /** One that knows this secret. */
  public Program(String secret) {
    verifier =
        new Verifier(
            new VerifySettings(
                List.of(secret),
                Map.of(),
                VerifySettings.DEFAULT_HEADERS,
                SignatureScheme.FULLSTORY,
                Duration.ofHours(24),
                Duration.ofMinutes(5)));
  }

  /** Begins to listen. */
  public void start() throws IOException {
    HttpServer started =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    port = started.getAddress().getPort();
    started.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          Map<String, List<String>> headers = exchange.getRequestHeaders();
          take(new RawRequest(name -> values(headers, name), body, Instant.now(), "127.0.0.1"));
          byte[] answer = "answer of the program".getBytes(java.nio.charset.StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    started.start();
    server = started;
  }

  private static List<String> values(Map<String, List<String>> headers, String name) {
    return headers.getOrDefault(name, List.of());
  }

  private void take(RawRequest request) {
    try {
      verifier.verify(request);
      bodies.add(new String(request.body(), java.nio.charset.StandardCharsets.UTF_8));
    } catch (RejectedException e) {
      refused.add(String.valueOf(e.getMessage()));
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port + "/hook");
  }

  /** Answers with this from now on. */
  public void answer(int code) {
    status = code;
  }

  /** What it got with a valid signature. */
  public List<String> bodies() {
    return List.copyOf(bodies);
  }

  /** Why it did not accept the rest. */
  public List<String> refused() {
    return List.copyOf(refused);
  }

  /** Ends, until it is started again. */
  @Override
  public void close() {
    HttpServer running = server;
    if (running != null) {
      running.stop(0);
    }
  }
}
