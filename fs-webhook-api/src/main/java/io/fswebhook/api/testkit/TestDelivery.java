package io.fswebhook.api.testkit;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.StreamEvent;
import io.fswebhook.api.WebhookEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery for tests. Immutable; each {@code with} method returns a copy with the same id, so
 * that a test can deliver the same delivery twice.
 */
public final class TestDelivery implements Delivery {

  private final String id;
  private final WebhookEvent event;
  private final byte[] body;
  private final Instant receivedAt;
  private final int attempt;
  private final @Nullable String orgId;
  private final @Nullable Instant signedAt;
  private final @Nullable String traceparent;
  private final @Nullable String tracestate;

  private TestDelivery(
      String id,
      WebhookEvent event,
      byte[] body,
      Instant receivedAt,
      int attempt,
      @Nullable String orgId,
      @Nullable Instant signedAt,
      @Nullable String traceparent,
      @Nullable String tracestate) {
    this.id = id;
    this.event = event;
    this.body = body;
    this.receivedAt = receivedAt;
    this.attempt = attempt;
    this.orgId = orgId;
    this.signedAt = signedAt;
    this.traceparent = traceparent;
    this.tracestate = tracestate;
  }

  /**
   * A first attempt, with a fresh id and the body of {@link SampleEvents#body}: signed by the
   * organisation {@code ORG1} in the second of its receipt, or, if it is of a stream, without a
   * signature.
   *
   * @param event what happened
   * @param receivedAt when it was received
   * @return a new delivery
   */
  public static TestDelivery of(WebhookEvent event, Instant receivedAt) {
    String id = UUID.randomUUID().toString();
    Instant signedAt = receivedAt.truncatedTo(ChronoUnit.SECONDS);
    TestDelivery signed =
        new TestDelivery(
            id, event, SampleEvents.body(event), receivedAt, 1, "ORG1", signedAt, null, null);
    return event instanceof StreamEvent ? signed.withSignature(null, null) : signed;
  }

  /**
   * The same delivery at another attempt.
   *
   * @param attempt 1 for the first
   * @return a changed copy
   */
  public TestDelivery withAttempt(int attempt) {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt must be >= 1, was " + attempt);
    }
    return new TestDelivery(
        id, event, body, receivedAt, attempt, orgId, signedAt, traceparent, tracestate);
  }

  /**
   * The same delivery with another body. The event does not change, so the body should match it.
   *
   * @param body the bytes, copied
   * @return a changed copy
   */
  public TestDelivery withBody(byte[] body) {
    return new TestDelivery(
        id, event, body.clone(), receivedAt, attempt, orgId, signedAt, traceparent, tracestate);
  }

  /**
   * The same delivery with other signature headers.
   *
   * @param orgId who signed; null as with a scheme that carries no organisation
   * @param signedAt when it was signed; null as with a scheme that carries no time
   * @return a changed copy
   */
  public TestDelivery withSignature(@Nullable String orgId, @Nullable Instant signedAt) {
    return new TestDelivery(
        id, event, body, receivedAt, attempt, orgId, signedAt, traceparent, tracestate);
  }

  /**
   * The same delivery as part of a trace.
   *
   * @param traceparent as of {@link Delivery#traceparent}
   * @param tracestate as of {@link Delivery#tracestate}
   * @return a changed copy
   */
  public TestDelivery withTrace(String traceparent, @Nullable String tracestate) {
    return new TestDelivery(
        id, event, body, receivedAt, attempt, orgId, signedAt, traceparent, tracestate);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public WebhookEvent event() {
    return event;
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public Instant receivedAt() {
    return receivedAt;
  }

  @Override
  public @Nullable Instant signedAt() {
    return signedAt;
  }

  @Override
  public @Nullable String orgId() {
    return orgId;
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public @Nullable String traceparent() {
    return traceparent;
  }

  @Override
  public @Nullable String tracestate() {
    return tracestate;
  }
}
