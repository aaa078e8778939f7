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
  private final @Nullable Object body;
  private final @Nullable Instant ownTime;
  private final @Nullable String schemaError;
  private final @Nullable String filterAnswers;

  ParsedRequest(
      VerifiedRequest request,
      WebhookEvent event,
      @Nullable Object body,
      @Nullable Instant ownTime) {
    this(request, event, body, ownTime, null, null);
  }

  private ParsedRequest(
      VerifiedRequest request,
      WebhookEvent event,
      @Nullable Object body,
      @Nullable Instant ownTime,
      @Nullable String schemaError,
      @Nullable String filterAnswers) {
    this.request = request;
    this.event = event;
    this.body = body;
    this.ownTime = ownTime;
    this.schemaError = schemaError;
    this.filterAnswers = filterAnswers;
  }

  /** The same request, marked with how its body violates its schema; null for not at all. */
  public ParsedRequest with(@Nullable String error) {
    return new ParsedRequest(request, event, body, ownTime, error, filterAnswers);
  }

  /**
   * The same request, with what the filters of handlers said; null for nothing to note. Without the
   * values of the body, which nothing asks for any more while it waits for the disk.
   */
  public ParsedRequest answered(@Nullable String answers) {
    return new ParsedRequest(request, event, null, ownTime, schemaError, answers);
  }

  ParsedRequest identifiedBy(Identity identity) {
    return new ParsedRequest(
        request.identifiedBy(identity), event, body, ownTime, schemaError, filterAnswers);
  }

  public VerifiedRequest request() {
    return request;
  }

  public WebhookEvent event() {
    return event;
  }

  /** The values of its body, as {@link JsonReader} makes them, until the filters have answered. */
  public @Nullable Object body() {
    return body;
  }

  /** How its body violates its schema; null if it does not, or there is none. */
  public @Nullable String schemaError() {
    return schemaError;
  }

  /** What the filters of handlers said, as it is stored; null for nothing to note. */
  public @Nullable String filterAnswers() {
    return filterAnswers;
  }

  /**
   * The time in {@code data}, {@code created} or {@code timestamp}, which means that an equal body
   * is the same event again; null if it has none, or is of a stream.
   */
  public @Nullable Instant ownTime() {
    return ownTime;
  }
}
