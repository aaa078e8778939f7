package io.fswebhook.core.parse;

import io.fswebhook.api.WebhookEvent;
import io.fswebhook.core.verify.VerifiedRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A verified request and its event. Only {@link EventParser} creates one. */
public final class ParsedRequest {

  private final VerifiedRequest request;
  private final WebhookEvent event;
  private final @Nullable Instant ownTime;

  ParsedRequest(VerifiedRequest request, WebhookEvent event, @Nullable Instant ownTime) {
    this.request = request;
    this.event = event;
    this.ownTime = ownTime;
  }

  public VerifiedRequest request() {
    return request;
  }

  public WebhookEvent event() {
    return event;
  }

  /**
   * The time in {@code data}, {@code created} or {@code timestamp}, which means that an equal body
   * is the same event again; null if it has none.
   */
  public @Nullable Instant ownTime() {
    return ownTime;
  }
}
