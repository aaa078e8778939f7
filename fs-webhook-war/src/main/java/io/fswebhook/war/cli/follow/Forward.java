package io.fswebhook.war.cli.follow;

import io.fswebhook.core.text.RedactedUrl;
import io.fswebhook.war.cli.line.HttpCalls;
import io.fswebhook.war.cli.line.LimitedText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** The program that deliveries are forwarded to. */
final class Forward {

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

  /** More than is shown. */
  private static final int MOST_BYTES = 64 * 1024;

  private final HttpClient client;
  private final URI url;
  private final Outage outage;

  Forward(URI url, Outage outage) {
    this.client = HttpCalls.client(url);
    this.url = url;
    this.outage = outage;
  }

  /** Posts a request, once the program is there. */
  Forwarded post(JsonObject original) throws IOException, InterruptedException {
    HttpRequest request = request(original);
    return outage.patiently(() -> sent(request));
  }

  private HttpRequest request(JsonObject original) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWER_TIMEOUT)
            .POST(BodyPublishers.ofString(original.getString("body")));
    original
        .getJsonObject("headers")
        .forEach((name, value) -> request.setHeader(name, ((JsonString) value).getString()));
    return request.build();
  }

  /** A program that does not answer in time has the delivery; any other failure is an outage. */
  private Forwarded sent(HttpRequest request) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    try {
      HttpResponse<String> answer = client.send(request, LimitedText.beginning(MOST_BYTES));
      return new Forwarded(answer.statusCode(), millisSince(begin), answer.body());
    } catch (IOException e) {
      if (e instanceof HttpTimeoutException && !(e instanceof HttpConnectTimeoutException)) {
        return Forwarded.late(millisSince(begin));
      }
      throw e instanceof ConnectException
          ? new IOException("Nothing listens at " + RedactedUrl.of(url.toString()) + ".", e)
          : HttpCalls.sentence(url.toString(), e);
    }
  }

  private static long millisSince(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }
}
