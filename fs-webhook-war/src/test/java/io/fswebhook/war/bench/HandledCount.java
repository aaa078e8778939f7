package io.fswebhook.war.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many attempts of a receiver's handlers have succeeded, as its metrics say. */
final class HandledCount implements Backlog {

  private static final Pattern SUCCEEDED =
      Pattern.compile("fs_webhook_attempts_total\\{[^}]*outcome=\"succeeded\"[^}]*} (\\S+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI metrics;
  private long before = -1;

  HandledCount(URI receiver) {
    this.metrics = receiver.resolve("/metrics");
  }

  /** Whether nothing was handled since the last look. */
  @Override
  public boolean isEmpty() throws IOException {
    long last = before;
    before = now();
    return before == last;
  }

  long now() throws IOException {
    try {
      Matcher succeeded =
          SUCCEEDED.matcher(
              client
                  .send(
                      HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                  .body());
      long sum = 0;
      while (succeeded.find()) {
        sum += (long) Double.parseDouble(succeeded.group(1));
      }
      return sum;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
