package io.fswebhook.war.http;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it. Public for JSON-B.
 *
 * @param type {@code about:blank}: the status says it
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what happened this time; null where the sender is not to know
 * @param code stable, for scripts
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

  /** An error of the receiver's own, which says nothing of its inside. */
  public static Problem internalError() {
    return of(Response.Status.INTERNAL_SERVER_ERROR, "internal-error", null);
  }

  /** The inbox cannot be asked at this moment. */
  public static Response.ResponseBuilder inboxUnavailable() {
    return of(
            Response.Status.SERVICE_UNAVAILABLE,
            "inbox-unavailable",
            "The inbox cannot be read or written at the moment; try again later.")
        .toAnswer()
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
  }

  /** Too much is asked at the same time, by this caller or by all. */
  public static Response.ResponseBuilder busy() {
    return of(
            Response.Status.SERVICE_UNAVAILABLE,
            "busy",
            "Too many requests are worked on or wait, of yours or of all; try again soon.")
        .toAnswer()
        .header(HttpHeaders.RETRY_AFTER, BUSY_RETRY_AFTER_SECONDS);
  }

  public Response.ResponseBuilder toAnswer() {
    return Response.status(status).type(MEDIA_TYPE).entity(this);
  }
}
