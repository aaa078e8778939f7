package io.fswebhook.war.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.WebhookSigner;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Sends what the HTTP table of docs/api.md speaks of to one deployed receiver. */
final class Requests {

  /** What the pages set before the reader takes another one. */
  static final String SECRET = "change-me";

  /** The stream that wants {@link #TOKEN}, and whose key of duplicates is the id. */
  static final String ORDERS = "streams/orders";

  static final String TOKEN = "token-of-orders";

  /** The stream that wants a signature. */
  static final String SIGNED = "streams/signed";

  /** The stream that wants {@link #TOKEN} and a body of the {@link #SCHEMA}. */
  static final String CHECKED = "streams/checked";

  static final String SCHEMA = "{\"properties\": {\"id\": {\"type\": \"integer\"}}}";

  /** For the receiver's properties; {@code schema} is the file with the {@link #SCHEMA}. */
  static String streams(Path schema) {
    return """
        fs.webhook.streams.orders.tokens=%1$s
        fs.webhook.streams.orders.duplicate-key=/id
        fs.webhook.streams.signed.signature=required
        fs.webhook.streams.checked.tokens=%1$s
        fs.webhook.streams.checked.schema=%2$s
        fs.webhook.streams.checked.schema-mode=reject
        """
        .formatted(TOKEN, schema);
  }

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final WebhookSigner SIGNER = new WebhookSigner(SECRET, "ORG1");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI context;

  /**
   * A client of its own.
   *
   * @param context with the slash at its end
   */
  Requests(URI context) {
    this.context = context;
  }

  URI context() {
    return context;
  }

  static String sign(byte[] body, Instant at) {
    return SIGNER.sign(body, at);
  }

  HttpResponse<String> send(String body) throws Exception {
    byte[] bytes = body.getBytes(UTF_8);
    return send(bytes, sign(bytes, Instant.now()));
  }

  HttpResponse<String> send(byte[] body, String signature) throws Exception {
    return to("webhook")
        .with("Content-Type", "application/json")
        .with(WebhookSigner.HEADER, signature)
        .method("POST", body);
  }

  HttpResponse<String> sendOrder(String body) throws Exception {
    return sendWithToken(ORDERS, body);
  }

  HttpResponse<String> sendWithToken(String path, String body) throws Exception {
    return to(path)
        .with("Content-Type", "application/json")
        .with("Authorization", "Bearer " + TOKEN)
        .method("POST", body.getBytes(UTF_8));
  }

  /** As many deliveries, so close together that each of the server's threads has one of them. */
  void sendAtOnce(int count) throws Exception {
    sendSlowly(count, () -> {});
  }

  /** What is done while the bodies of as many deliveries are on their way. */
  interface Meanwhile {
    void run() throws Exception;
  }

  /** As many deliveries, whose bodies end only after something else was done. */
  void sendSlowly(int count, Meanwhile meanwhile) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        Socket socket = new Socket(context.getHost(), context.getPort());
        sockets.add(socket);
        socket.setSoTimeout((int) LIMIT.toMillis());
      }
      for (Socket socket : sockets) {
        socket.getOutputStream().write((head("webhook", 2) + "{").getBytes(US_ASCII));
      }
      meanwhile.run();
      for (Socket socket : sockets) {
        socket.getOutputStream().write('}');
      }
      for (Socket socket : sockets) {
        assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 401");
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private String head(String path, long length) {
    return "POST %s%s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        .formatted(context.getPath(), path, context.getAuthority(), length);
  }

  HttpResponse<String> get(String path) throws Exception {
    return to(path).method("GET", new byte[0]);
  }

  /** As many at the same time, each on a connection of its own; what becomes of each. */
  List<CompletableFuture<Integer>> getAtOnce(int count, String path, String authorization) {
    HttpRequest request =
        HttpRequest.newBuilder(context.resolve(path))
            .timeout(LIMIT)
            .header("Authorization", authorization)
            .build();
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                client
                    .sendAsync(request, BodyHandlers.discarding())
                    .thenApply(HttpResponse::statusCode))
        .toList();
  }

  Request to(String path) {
    return to(context.resolve(path));
  }

  /** The path is sent as it is. */
  Request toRaw(String path) {
    return to(URI.create(context + path));
  }

  private Request to(URI uri) {
    return new Request(HttpRequest.newBuilder(uri).timeout(LIMIT));
  }

  /** One request that is being put together. */
  final class Request {

    private final HttpRequest.Builder builder;

    private Request(HttpRequest.Builder builder) {
      this.builder = builder;
    }

    Request with(String header, String value) {
      builder.header(header, value);
      return this;
    }

    HttpResponse<String> method(String method, byte[] body) throws Exception {
      var publisher = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
      HttpRequest request = builder.method(method, publisher).build();
      try {
        return client.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage()).contains("received no bytes")) {
          throw e;
        }
        // A server closes a connection whose body it refused to read, and this one was to be used
        // again at that moment: then a client has to ask anew.
        return client.send(request, BodyHandlers.ofString());
      }
    }
  }

  /** The answer, up to its code, to a request that announces a body and sends none of it. */
  String announce(String path, long length, String code) throws IOException {
    try (Socket socket = new Socket(context.getHost(), context.getPort())) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.getOutputStream().write(head(path, length).getBytes(US_ASCII));
      StringBuilder answer = new StringBuilder();
      for (int next; (next = socket.getInputStream().read()) >= 0; ) {
        answer.append((char) next);
        if (answer.indexOf(code) >= 0) {
          break;
        }
      }
      return answer.toString();
    }
  }

  /** The status, or 0 while nobody listens. */
  int status(String path) throws Exception {
    try {
      return get(path).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }
}
