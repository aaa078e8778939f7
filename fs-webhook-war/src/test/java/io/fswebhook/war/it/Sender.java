package io.fswebhook.war.it;

import io.fswebhook.api.testkit.WebhookSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends signed deliveries as FullStory does. Safe for use by several threads. */
public final class Sender {

  public static final String SECRET = "it-secret";

  /** Of the streams. */
  public static final String TOKEN = "it-token";

  private static final WebhookSigner SIGNER = signer(SECRET);
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final URI webhook;
  private final WebhookSigner signer;
  private @Nullable String traceparent;

  public Sender(URI webhook) {
    this(webhook, SIGNER);
  }

  private Sender(URI webhook, WebhookSigner signer) {
    this.webhook = webhook;
    this.signer = signer;
  }

  private static WebhookSigner signer(String secret) {
    return new WebhookSigner(secret, "ORG1");
  }

  /** One that sends within a trace. */
  Sender tracedBy(String parent) {
    Sender traced = new Sender(webhook, signer);
    traced.traceparent = parent;
    return traced;
  }

  /** One that signs with another secret. */
  Sender withSecret(String secret) {
    return new Sender(webhook, signer(secret));
  }

  public HttpResponse<String> send(String body) throws IOException, InterruptedException {
    return client.send(request(sign(body, signer)), HttpResponse.BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> sendAsync(Signed delivery) {
    return client.sendAsync(request(delivery), HttpResponse.BodyHandlers.ofString());
  }

  /** A body with the value of its header. */
  record Signed(String body, String signature) {}

  static Signed sign(String body) {
    return sign(body, SIGNER);
  }

  private static Signed sign(String body, WebhookSigner signer) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Signed(body, signer.sign(bytes, Instant.now()));
  }

  private HttpRequest request(Signed delivery) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(webhook)
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .header(WebhookSigner.HEADER, delivery.signature())
            .POST(HttpRequest.BodyPublishers.ofString(delivery.body()));
    if (traceparent != null) {
      request.header("traceparent", traceparent);
    }
    return request.build();
  }

  /** Sends to a stream, with its token. */
  HttpResponse<String> sendTo(String stream, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(webhook.resolve("/streams/" + stream))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + TOKEN)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Sends a note without a time of its own, told apart by the number. */
  public HttpResponse<String> sendNote(String number) throws IOException, InterruptedException {
    return send(
        "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"id\":\"" + number + "\"}}");
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(webhook.resolve(path)).timeout(LIMIT).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The delivery's id in an answer of 200. */
  public static String idIn(HttpResponse<String> answer) {
    Matcher id = ID.matcher(answer.body());
    if (answer.statusCode() != 200 || !id.find()) {
      throw new AssertionError("expected 200 with an id, was " + answer + " " + answer.body());
    }
    return id.group(1);
  }
}
