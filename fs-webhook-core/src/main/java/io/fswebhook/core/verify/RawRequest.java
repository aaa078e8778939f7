package io.fswebhook.core.verify;

import io.fswebhook.core.trace.TraceContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as received, not yet verified.
 *
 * @param stream the stream that it was sent to; null for the webhook
 * @param headers its headers
 * @param body its raw bytes; neither copied nor to be modified; empty if it was not read
 * @param receivedAt when the body was completely read
 * @param remoteAddress the client, for the log
 * @param trace of the span that receives it; null if none does
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy would cost every request
public record RawRequest(
    @Nullable String stream,
    RequestHeaders headers,
    byte[] body,
    Instant receivedAt,
    String remoteAddress,
    @Nullable TraceContext trace) {

  /** Not traced. */
  public RawRequest(
      @Nullable String stream,
      RequestHeaders headers,
      byte[] body,
      Instant receivedAt,
      String remoteAddress) {
    this(stream, headers, body, receivedAt, remoteAddress, null);
  }

  /** Of the webhook, not traced. */
  public RawRequest(RequestHeaders headers, byte[] body, Instant receivedAt, String remoteAddress) {
    this(null, headers, body, receivedAt, remoteAddress);
  }

  /** The size of the body; as announced, if none of it was read. */
  public int size() {
    return body.length > 0 ? body.length : announcedSize();
  }

  private int announcedSize() {
    try {
      List<String> lines = headers.values("Content-Length");
      return lines.size() == 1 ? Math.max(0, Integer.parseInt(lines.get(0))) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
