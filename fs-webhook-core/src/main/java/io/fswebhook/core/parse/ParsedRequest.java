package io.fswebhook.core.parse;

import io.fswebhook.api.WebhookEvent;
import io.fswebhook.core.verify.VerifiedRequest;

/** A verified request and its event. Only {@link EventParser} makes one. */
public final class ParsedRequest {

  private final VerifiedRequest request;
  private final WebhookEvent event;
  private final boolean carriesTime;

  ParsedRequest(VerifiedRequest request, WebhookEvent event, boolean carriesTime) {
    this.request = request;
    this.event = event;
    this.carriesTime = carriesTime;
  }

  public VerifiedRequest request() {
    return request;
  }

  public WebhookEvent event() {
    return event;
  }

  /** Whether {@code data} has a time of its own, so that an equal body is the same event again. */
  public boolean carriesTime() {
    return carriesTime;
  }
}
