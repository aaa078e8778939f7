package io.fswebhook.core.dispatch;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.core.inbox.StoredDelivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a handler sees of a stored delivery. */
record DispatchedDelivery(StoredDelivery stored, WebhookEvent event, int attempt)
    implements Delivery {

  @Override
  public String id() {
    return stored.id();
  }

  @Override
  public Instant receivedAt() {
    return stored.request().receivedAt();
  }

  @Override
  public @Nullable Instant signedAt() {
    return stored.request().signedAt();
  }

  @Override
  public @Nullable String orgId() {
    return stored.request().orgId();
  }

  @Override
  public byte[] body() {
    return stored.request().body().clone();
  }

  /** Without the event: a plugin that logs a delivery must not log what a note says. */
  @Override
  public String toString() {
    return "delivery " + id() + " (" + event.eventName() + ", attempt " + attempt + ")";
  }
}
