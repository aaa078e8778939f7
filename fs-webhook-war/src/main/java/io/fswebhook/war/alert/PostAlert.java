package io.fswebhook.war.alert;

import io.fswebhook.core.alert.AlertMessage;
import io.fswebhook.war.settings.AlertSettings.Format;
import io.fswebhook.war.settings.AlertSettings.Web;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Sends alerts with POST. Follows no redirects. Messages of failures may name the host, never the
 * path.
 */
final class PostAlert implements AlertTransport {

  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Web settings;
  private final @Nullable String consoleUrl;
  private final AlertClient client;
  private final Clock clock;

  PostAlert(Web settings, @Nullable String consoleUrl, AlertClient client, Clock clock) {
    this.settings = settings;
    this.consoleUrl = consoleUrl;
    this.client = client;
    this.clock = clock;
  }

  @Override
  public void send(AlertMessage message) throws IOException, InterruptedException {
    boolean isSlack = settings.format() == Format.SLACK;
    byte[] body =
        isSlack
            ? new SlackText(message, consoleUrl).json()
            : new AlertEvent(message, consoleUrl, clock.instant()).json();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .timeout(ANSWER)
            .header("Content-Type", isSlack ? "application/json" : "application/cloudevents+json")
            .POST(BodyPublishers.ofByteArray(body));
    SecretKeySpec key = settings.signingKey();
    if (key != null) {
      SignMessage.headers(key, message.id(), clock.instant(), body).forEach(request::header);
    }
    int status = client.get().send(request.build(), BodyHandlers.discarding()).statusCode();
    if (status / 100 != 2) {
      throw new IOException("it answered " + status);
    }
  }
}
