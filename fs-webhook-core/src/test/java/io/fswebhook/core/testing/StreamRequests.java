package io.fswebhook.core.testing;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.StreamAccess;
import io.fswebhook.core.verify.StreamAccess.StreamSignature;
import io.fswebhook.core.verify.StreamVerifier;
import io.fswebhook.core.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Requests to streams, with the token {@code stream-token}. */
public final class StreamRequests {

  public static final String TOKEN = "stream-token";

  /** A token, or a signature in its place. */
  public static final StreamAccess ACCESS =
      new StreamAccess(List.of(TOKEN), StreamAccess.DEFAULT_HEADER, StreamSignature.ACCEPTED);

  private StreamRequests() {}

  public static RawRequest raw(String stream, String body, Instant receivedAt) {
    return raw(stream, body, receivedAt, StreamAccess.DEFAULT_HEADER, "Bearer " + TOKEN);
  }

  public static ParsedRequest parsed(String stream, String body, Instant receivedAt) {
    return parsed(raw(stream, body, receivedAt));
  }

  public static ParsedRequest signed(String stream, String body, Instant signedAt) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String signature = new WebhookSigner(SignedRequests.SECRET, "ORG1").sign(bytes, signedAt);
    return parsed(raw(stream, body, signedAt, WebhookSigner.HEADER, signature));
  }

  private static RawRequest raw(
      String stream, String body, Instant receivedAt, String header, String value) {
    return new RawRequest(
        stream,
        name -> name.equals(header) ? List.of(value) : List.of(),
        body.getBytes(StandardCharsets.UTF_8),
        receivedAt,
        "127.0.0.1");
  }

  private static ParsedRequest parsed(RawRequest raw) {
    String stream = String.valueOf(raw.stream());
    try {
      return new EventParser()
          .parse(
              new StreamVerifier(Map.of(stream, ACCESS), new Verifier(SignedRequests.VERIFY))
                  .verify(raw, stream));
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
  }
}
