package io.fswebhook.war.cli;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.text.Reasons;
import io.fswebhook.core.text.RedactedUrl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;

/** Sends bodies as FullStory does. */
final class SignedPost {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_CAUSES = 10;

  private final HttpClient client = httpClient();
  private final URI url;
  private final WebhookSigner signer;

  SignedPost(URI url, WebhookSigner signer) {
    this.url = url;
    this.signer = signer;
  }

  static HttpClient httpClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_TIMEOUT)
        .build();
  }

  /**
   * Signs with the current time, and sends.
   *
   * @throws IOException if there is no answer; the message is a sentence
   */
  Answer send(byte[] body) throws IOException, InterruptedException {
    return send(body, sign(body));
  }

  String sign(byte[] body) {
    return signer.sign(body, Instant.now());
  }

  /** Sends with any signature. */
  Answer send(byte[] body, String signature) throws IOException, InterruptedException {
    return send(body, WebhookSigner.HEADER, signature);
  }

  /** Sends with this header in place of a signature. */
  Answer send(byte[] body, String header, String value) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "application/json")
            .header(header, value)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      return Answer.of(client.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw sentence(url.toString(), e);
    }
  }

  /** Explains why there is no answer. */
  static IOException sentence(String url, IOException failure) {
    String shown = RedactedUrl.of(url);
    if (failure instanceof HttpTimeoutException) {
      return new IOException("No answer from " + shown + " in time.", failure);
    }
    if (isUnresolved(failure)) {
      return new IOException("The host of " + shown + " is not known.", failure);
    }
    if (failure instanceof ConnectException) {
      return new IOException("Nothing listens at " + shown + ". Is the receiver started?", failure);
    }
    if (failure instanceof SSLException) {
      return new IOException(
          "TLS with "
              + shown
              + " failed: "
              + failure.getMessage()
              + ". A certificate of your own is trusted with"
              + " java -Djavax.net.ssl.trustStore=FILE -jar ...",
          failure);
    }
    return new IOException("No answer from " + shown + ": " + Reasons.of(failure), failure);
  }

  private static boolean isUnresolved(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (cause instanceof UnresolvedAddressException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
