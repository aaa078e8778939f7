package io.fswebhook.war.cli;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.war.cli.line.HttpCalls;
import io.fswebhook.war.cli.line.LimitedText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;

/** Sends bodies as FullStory does. */
final class SignedPost {

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient client;
  private final URI url;
  private final WebhookSigner signer;

  SignedPost(URI url, WebhookSigner signer) {
    this.client = HttpCalls.client(url);
    this.url = url;
    this.signer = signer;
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
      return Answer.of(client.send(request, LimitedText.whole()));
    } catch (IOException e) {
      throw HttpCalls.sentence(url.toString(), e);
    }
  }
}
