package io.fswebhook.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One verified delivery, on disk before a handler sees it. Immutable, safe for use by several
 * threads and after {@link EventHandler#handle} has returned. It grows by methods; only the
 * receiver and the test kit implement it.
 */
public interface Delivery {

  /**
   * The receiver's id of this delivery, the same at every attempt and after a restart: use it as
   * the idempotency key.
   *
   * @return a UUID in its text form
   */
  String id();

  /**
   * The body as a record: {@link SegmentCreated}, {@link SegmentTrendAlert}, {@link CustomEvent},
   * {@link NoteCreated}, {@link MetricAlert}, {@link MobileCrash}, {@link StreamEvent} for a
   * stream, or {@link UnknownEvent} for anything else. Include a default branch: records may be
   * added.
   *
   * @return the event
   */
  WebhookEvent event();

  /**
   * Which attempt of this handler this is.
   *
   * @return 1 for the first
   */
  int attempt();

  /**
   * When the receiver had completely read the request, by its own clock.
   *
   * @return a time in UTC
   */
  Instant receivedAt();

  /**
   * When the sender claims to have signed: {@code t} of the signature header, in whole seconds.
   *
   * @return the time; null if the signature scheme has none, and where a token took the place of
   *     the signature
   */
  @Nullable Instant signedAt();

  /**
   * The organisation that the sender claims: {@code o} of the signature header, covered by the
   * signature.
   *
   * @return the id; null as for {@link #signedAt}
   */
  @Nullable String orgId();

  /**
   * The raw body: JSON in UTF-8, byte for byte as received.
   *
   * @return a copy, which may be modified
   */
  byte[] body();

  /**
   * Names the span of this attempt, for what the handler calls: pass it on in a header {@code
   * traceparent} (W3C Trace Context), so that the call becomes part of the delivery's trace. With
   * OpenTelemetry's Java agent, clients that it knows do so by themselves.
   *
   * @return null if the receiver does not trace
   */
  default @Nullable String traceparent() {
    return null;
  }

  /**
   * What belongs into a header {@code tracestate} next to {@link #traceparent}.
   *
   * @return null for no such header
   */
  default @Nullable String tracestate() {
    return null;
  }

  /**
   * Notes what the handler's target answered to this attempt, for operators: the console shows it
   * next to the attempt, whether that succeeds or fails. May be called from any thread until {@link
   * EventHandler#handle} returns; the last call counts.
   *
   * @param status a status code, such as HTTP's
   * @param text what came with it, such as the start of the body; null for none. The first 500
   *     characters are kept, with control characters escaped. It is stored and shown: pass no
   *     secret
   */
  default void reportResponse(int status, @Nullable String text) {}
}
