package io.fswebhook.war.it.soak;

import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.Signals;
import io.fswebhook.war.it.WarCommand;
import io.fswebhook.war.it.WarProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A receiver that may end and be started again, always on the same port. */
final class Node implements AutoCloseable {

  static final String TOKEN = "soak-token-soak-token-soak-token";

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final WarCommand command;
  private final int port;
  private final @Nullable FakeClock clock;
  private WarProcess process;

  private Node(WarCommand command, int port, @Nullable FakeClock clock) throws IOException {
    this.command = command;
    this.port = port;
    this.clock = clock;
    this.process = run();
  }

  static Node start(WarCommand command, int port, @Nullable FakeClock clock) throws IOException {
    return new Node(command, port, clock);
  }

  private WarProcess run() throws IOException {
    return command.start("serve", "--port", String.valueOf(port));
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + port);
  }

  int port() {
    return port;
  }

  /** Not without libfaketime. */
  boolean hasClock() {
    return clock != null;
  }

  FakeClock requireClock() {
    if (clock == null) {
      throw new IllegalStateException("libfaketime is not installed");
    }
    return clock;
  }

  void signal(String signal) throws Exception {
    Signals.send(signal, process.pid());
  }

  void kill() throws IOException {
    process.kill();
    FakeClock.forget(process.pid());
  }

  /** In order. */
  void stop() throws Exception {
    process.terminate();
    process.awaitExit(LIMIT);
    FakeClock.forget(process.pid());
  }

  /** After it has ended. */
  void startAgain() throws Exception {
    process = run();
    awaitReady();
  }

  /** What its threads do is in its log when it does not get ready. */
  void awaitReady() throws Exception {
    try {
      Eventually.holds(
          "the receiver on port " + port + " is ready",
          LIMIT,
          () -> status("GET", "health/ready") == 200);
    } catch (AssertionError e) {
      signal("QUIT");
      throw e;
    }
  }

  /** Asks until the answer is a good one: meanwhile it may be away. */
  void insist(String method, String path) throws Exception {
    Eventually.holds(
        method + " " + path + " is done", LIMIT, () -> status(method, path) / 100 == 2);
  }

  private int status(String method, String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base().resolve("/" + path))
            .timeout(Duration.ofSeconds(5))
            .header("Authorization", "Bearer " + TOKEN)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    kill();
  }
}
