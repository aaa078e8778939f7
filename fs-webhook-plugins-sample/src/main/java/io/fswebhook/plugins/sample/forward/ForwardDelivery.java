package io.fswebhook.plugins.sample.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.RetryLaterException;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Posts one delivery and says by return or exception what the answer means for it. */
final class ForwardDelivery {

  private static final Set<Integer> RETRIED = Set.of(408, 425, 429);

  private final ForwardSettings settings;
  private final Clock clock;
  private final HttpClient client;

  ForwardDelivery(ForwardSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    // HTTP/1.1: to an http URL the client would otherwise offer an upgrade that some servers refuse
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .build();
  }

  void run(Delivery delivery) throws IOException, InterruptedException {
    HttpResponse<Void> response = send(request(delivery));
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return;
    }
    String message = settings.target() + " answered " + status;
    if (status == 429 || status == 503) {
      waitAsAsked(response, message);
    }
    if (status >= 500 || RETRIED.contains(status)) {
      throw new IOException(message);
    }
    throw new GiveUpException(message);
  }

  private HttpRequest request(Delivery delivery) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .timeout(settings.requestTimeout())
            .header("Content-Type", "application/json")
            .header("Fs-Webhook-Delivery-Id", delivery.id())
            .header("Fs-Webhook-Event", URLEncoder.encode(delivery.event().eventName(), UTF_8))
            .header("Fs-Webhook-Attempt", Integer.toString(delivery.attempt()))
            .POST(BodyPublishers.ofByteArray(delivery.body()));
    if (settings.authorization() != null) {
      request.header("Authorization", settings.authorization());
    }
    return request.build();
  }

  private HttpResponse<Void> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return client.send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      // the client's own exceptions often have no message
      throw new IOException("no answer from " + settings.target() + ": " + e, e);
    }
  }

  private void waitAsAsked(HttpResponse<Void> response, String message) {
    Optional<Duration> delay =
        response
            .headers()
            .firstValue("Retry-After")
            .flatMap(value -> RetryAfter.parse(value, clock.instant()));
    if (delay.isPresent()) {
      throw new RetryLaterException(message + " and asks to wait " + delay.get(), delay.get());
    }
  }
}
