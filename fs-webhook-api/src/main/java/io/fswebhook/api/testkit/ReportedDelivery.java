package io.fswebhook.api.testkit;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.WebhookEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A delivery that remembers the response that was reported last. */
final class ReportedDelivery implements Delivery {

  private final Delivery delivery;
  private volatile HandlerHarness.Outcome.@Nullable Response response;

  ReportedDelivery(Delivery delivery) {
    this.delivery = delivery;
  }

  HandlerHarness.Outcome.@Nullable Response response() {
    return response;
  }

  @Override
  public @Nullable String traceparent() {
    return delivery.traceparent();
  }

  @Override
  public @Nullable String tracestate() {
    return delivery.tracestate();
  }

  @Override
  public void reportResponse(int status, @Nullable String text) {
    response = new HandlerHarness.Outcome.Response(status, text);
    delivery.reportResponse(status, text);
  }

  @Override
  public String id() {
    return delivery.id();
  }

  @Override
  public WebhookEvent event() {
    return delivery.event();
  }

  @Override
  public int attempt() {
    return delivery.attempt();
  }

  @Override
  public Instant receivedAt() {
    return delivery.receivedAt();
  }

  @Override
  public @Nullable Instant signedAt() {
    return delivery.signedAt();
  }

  @Override
  public @Nullable String orgId() {
    return delivery.orgId();
  }

  @Override
  public byte[] body() {
    return delivery.body();
  }

  @Override
  public String toString() {
    return delivery.toString();
  }
}
