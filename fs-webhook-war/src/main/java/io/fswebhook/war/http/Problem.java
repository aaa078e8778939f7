package io.fswebhook.war.http;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 problem. Public for JSON-B.
 *
 * @param type {@code about:blank}: the status says it
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what went wrong; null if the sender must not know
 * @param code stable code for programs
 */
@JsonbPropertyOrder({"type", "title", "status", "code", "detail"})
public record Problem(String type, String title, int status, @Nullable String detail, String code) {

  static final String RETRY_AFTER_SECONDS = "5";

  private static final String BUSY_RETRY_AFTER_SECONDS = "2";

  public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

  public static Problem of(Response.StatusType status, String code, @Nullable String detail) {
    return new Problem(
        "about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, code);
  }

  /** The code is the status in words: {@code not-found}, {@code method-not-allowed}. */
  public static Problem of(Response.StatusType status) {
    String code = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    return of(status, code, null);
  }

  /** An internal error, without details. */
  public static Problem internalError() {
    return of(Response.Status.INTERNAL_SERVER_ERROR, "internal-error", null);
  }

  /** The body is larger than accepted. */
  public static Problem payloadTooLarge(int maxSize) {
    return of(
        Response.Status.REQUEST_ENTITY_TOO_LARGE,
        "payload-too-large",
        "The body must not be larger than " + maxSize + " bytes.");
  }

  /** The body of a request to the API, whose clients do not retry by themselves, is incomplete. */
  public static Problem bodyIncomplete() {
    return of(
        Response.Status.BAD_REQUEST,
        Refusals.BODY_INCOMPLETE,
        "The body ended early or did not arrive in time.");
  }

  /** The inbox is currently unavailable. */
  public static Response.ResponseBuilder inboxUnavailable() {
    return of(
            Response.Status.SERVICE_UNAVAILABLE,
            "inbox-unavailable",
            "The inbox cannot be read or written at the moment; try again later.")
        .toAnswer()
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
  }

  /** Too many concurrent requests, from this caller or in total. */
  public static Response.ResponseBuilder busy() {
    return of(
            Response.Status.SERVICE_UNAVAILABLE,
            "busy",
            "Too many requests are in progress or queued, from you or in total; try again soon.")
        .toAnswer()
        .header(HttpHeaders.RETRY_AFTER, BUSY_RETRY_AFTER_SECONDS);
  }

  public Response.ResponseBuilder toAnswer() {
    return Response.status(status).type(MEDIA_TYPE).entity(this);
  }
}
