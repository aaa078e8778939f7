package io.fswebhook.core.plugin;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.UnknownEvent;
import io.fswebhook.api.WebhookEvent;
import java.time.Instant;
import java.util.Map;

/** A delivery with an id and an attempt. */
record TestDelivery(String id, int attempt) implements Delivery {

  @Override
  public WebhookEvent event() {
    return new UnknownEvent("note.created", 1, Map.of());
  }

  @Override
  public Instant receivedAt() {
    return Instant.EPOCH;
  }

  @Override
  public Instant signedAt() {
    return Instant.EPOCH;
  }

  @Override
  public String orgId() {
    return "ORG1";
  }

  @Override
  public byte[] body() {
    return new byte[0];
  }
}
