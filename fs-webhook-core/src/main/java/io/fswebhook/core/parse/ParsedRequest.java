package io.fswebhook.core.parse;

import io.fswebhook.api.WebhookEvent;
import io.fswebhook.core.verify.Identity;
import io.fswebhook.core.verify.VerifiedRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A verified request and its event. Only {@link EventParser} creates one. */
public final class ParsedRequest {

  private final VerifiedRequest request;
  private final WebhookEvent event;
  private final @Nullable Instant ownTime;
  private final @Nullable String schemaError;

  ParsedRequest(VerifiedRequest request, WebhookEvent event, @Nullable Instant ownTime) {
    this(request, event, ownTime, null);
  }

  private ParsedRequest(
      VerifiedRequest request,
      WebhookEvent event,
      @Nullable Instant ownTime,
      @Nullable String schemaError) {
    this.request = request;
    this.event = event;
    this.ownTime = ownTime;
    this.schemaError = schemaError;
  }

  /** The same request, marked with how its body violates its schema; null for not at all. */
  public ParsedRequest with(@Nullable String error) {
    return new ParsedRequest(request, event, ownTime, error);
  }

  ParsedRequest identifiedBy(Identity identity) {
    return new ParsedRequest(request.identifiedBy(identity), event, ownTime, schemaError);
  }

  public VerifiedRequest request() {
    return request;
  }

  public WebhookEvent event() {
    return event;
  }

  /** How its body violates its schema; null if it does not, or there is none. */
  public @Nullable String schemaError() {
    return schemaError;
  }

  /**
   * The time in {@code data}, {@code created} or {@code timestamp}, which means that an equal body
   * is the same event again; null if it has none, or is of a stream.
   */
  public @Nullable Instant ownTime() {
    return ownTime;
  }
}
