package io.fswebhook.core.verify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request as received, not yet verified.
 *
 * @param stream the stream that it was sent to; null for the webhook
 * @param headers its headers
 * @param body its raw bytes; neither copied nor to be modified
 * @param receivedAt when the body was completely read
 * @param remoteAddress the client, for the log
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy would cost every request
public record RawRequest(
    @Nullable String stream,
    RequestHeaders headers,
    byte[] body,
    Instant receivedAt,
    String remoteAddress) {

  /** Of the webhook. */
  public RawRequest(RequestHeaders headers, byte[] body, Instant receivedAt, String remoteAddress) {
    this(null, headers, body, receivedAt, remoteAddress);
  }
}
