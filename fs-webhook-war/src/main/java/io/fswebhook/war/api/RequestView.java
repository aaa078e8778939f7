package io.fswebhook.war.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.OriginalRequest;
import java.util.Map;

/**
 * A delivery as it was sent. Public for JSON-B.
 *
 * @param headers to be sent with the body
 * @param signed whether the signature is among them
 */
public record RequestView(Map<String, String> headers, String body, boolean signed) {

  static RequestView of(OriginalRequest request) {
    return new RequestView(request.headers(), new String(request.body(), UTF_8), request.signed());
  }

  /** Without body and signature, which must not be logged. */
  @Override
  public String toString() {
    return "request with " + headers.keySet();
  }
}
