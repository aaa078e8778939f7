package io.fswebhook.war.http;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.INTERNAL_SERVER_ERROR;
import static jakarta.ws.rs.core.Response.Status.METHOD_NOT_ALLOWED;
import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;
import static jakarta.ws.rs.core.Response.Status.SERVICE_UNAVAILABLE;
import static jakarta.ws.rs.core.Response.Status.UNAUTHORIZED;
import static jakarta.ws.rs.core.Response.Status.UNSUPPORTED_MEDIA_TYPE;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.failure.ThrottledLog;
import io.fswebhook.core.verify.RejectedException;
import io.fswebhook.core.verify.RejectionReason;
import io.fswebhook.war.http.ArrivingBody.BodyTooLargeException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Decides which requests are refused and how each is answered. Every refusal is counted, since it
 * could be a genuine delivery, and logged with nothing of what was sent.
 */
final class Refusals {

  static final String BODY_INCOMPLETE = "body-incomplete";

  private final Ingest ingest;
  private final RefusalLog log = new RefusalLog(System::nanoTime);
  private final ThrottledLog failures = new ThrottledLog(LoggerFactory.getLogger(Refusals.class));
  private final IntSupplier maxBodySize;

  Refusals(Ingest ingest, IntSupplier maxBodySize) {
    this.ingest = ingest;
    this.maxBodySize = maxBodySize;
  }

  /**
   * Null where the request line and the headers are acceptable; otherwise what refuses the request.
   */
  @Nullable Supplier<Refusal> precondition(HttpServletRequest request, String remoteAddress) {
    if (!request.getMethod().equals(HttpMethod.POST)) {
      return () -> notPost(remoteAddress);
    }
    if (!isJson(request.getHeaders(HttpHeaders.CONTENT_TYPE))) {
      return () -> notJson(remoteAddress);
    }
    if (request.getContentLengthLong() > maxBodySize.getAsInt()) {
      return () -> tooLarge(remoteAddress);
    }
    return null;
  }

  private static boolean isJson(@Nullable Enumeration<String> values) {
    List<String> types = values == null ? List.of() : Collections.list(values);
    return types.size() == 1
        && (types.get(0).equals(MediaType.APPLICATION_JSON) || isJson(types.get(0)));
  }

  private static boolean isJson(String contentType) {
    try {
      MediaType type = MediaType.valueOf(contentType);
      String subtype = type.getSubtype().toLowerCase(Locale.ROOT);
      return type.getType().equalsIgnoreCase("application")
          && (subtype.equals("json") || subtype.endsWith("+json"));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The answer to a request whose body did not arrive, or that was refused. */
  Refusal of(Exception failure, String remoteAddress) {
    if (failure instanceof BodyTooLargeException) {
      return tooLarge(remoteAddress);
    }
    if (failure instanceof IOException || failure instanceof TimeoutException) {
      return incomplete(remoteAddress, failure);
    }
    return notStored(failure, remoteAddress);
  }

  /** The answer to a delivery that was not stored. */
  Refusal notStored(Throwable failure, String remoteAddress) {
    Throwable cause = unwrapped(failure);
    if (cause instanceof RejectedException rejected) {
      log.refused(rejected.reason().code(), remoteAddress, rejected);
      return rejected.reason() == RejectionReason.UNKNOWN_STREAM
          ? Refusal.of(Problem.of(NOT_FOUND))
          : rejected(rejected.code());
    }
    if (cause instanceof RefusedException refused) {
      log.refused(refused.code(), remoteAddress, refused);
      return Refusal.of(Problem.of(BAD_REQUEST, refused.code(), refused.getMessage()));
    }
    if (cause instanceof InboxUnavailableException || cause instanceof TimeoutException) {
      log.refused("inbox-unavailable", remoteAddress, cause);
      return inboxUnavailable();
    }
    if (cause instanceof NotStorableException) {
      log.refused("not-storable", remoteAddress, cause);
      return notStorable();
    }
    failures.error("A delivery failed with an internal error", cause);
    return Refusal.of(Problem.internalError());
  }

  /** The same response for every reason, so that a forger learns nothing. */
  private static Refusal rejected(String code) {
    String scheme = code.equals(RejectedException.OF_STREAM) ? "Bearer" : "Signature";
    return Refusal.with(HttpHeaders.WWW_AUTHENTICATE, scheme, Problem.of(UNAUTHORIZED, code, null));
  }

  private static Refusal inboxUnavailable() {
    return Refusal.with(
        HttpHeaders.RETRY_AFTER,
        Problem.RETRY_AFTER_SECONDS,
        Problem.of(
            SERVICE_UNAVAILABLE, "inbox-unavailable", "Nothing was stored; send it again later."));
  }

  /** A status that the sender retries: an operator may have fixed the cause by then. */
  private static Refusal notStorable() {
    return Refusal.of(
        Problem.of(
            INTERNAL_SERVER_ERROR,
            "not-storable",
            "The database rejects this delivery, but accepts others. Nothing was stored."));
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private Refusal notPost(String remoteAddress) {
    Problem problem = Problem.of(METHOD_NOT_ALLOWED);
    note(problem, Level.INFO, remoteAddress, "the method must be POST");
    return Refusal.with(HttpHeaders.ALLOW, HttpMethod.POST, problem);
  }

  private Refusal notJson(String remoteAddress) {
    String rule = "Content-Type must be application/json or end in +json";
    Problem problem = Problem.of(UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", rule + ".");
    note(problem, Level.INFO, remoteAddress, rule);
    return Refusal.of(problem);
  }

  /** Closes the connection, since the rest of the body is not read. */
  private Refusal tooLarge(String remoteAddress) {
    int most = maxBodySize.getAsInt();
    Problem problem = Problem.payloadTooLarge(most);
    note(
        problem,
        Level.WARN,
        remoteAddress,
        "the body is larger than fs.webhook.max-body-size="
            + most
            + "; raise it if genuine deliveries are larger");
    return Refusal.with("Connection", "close", problem);
  }

  /**
   * Answered with a status that the sender retries: a broken or stalled connection says nothing
   * about the delivery.
   */
  private Refusal incomplete(String remoteAddress, Exception failure) {
    Problem problem =
        Problem.of(
            SERVICE_UNAVAILABLE,
            BODY_INCOMPLETE,
            "The body ended early, or did not arrive in time. Nothing was stored; send it again.");
    note(problem, Level.INFO, remoteAddress, String.valueOf(failure.getMessage()));
    return new Refusal(
        problem,
        Map.of("Connection", "close", HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS));
  }

  private void note(Problem problem, Level level, String remoteAddress, String reason) {
    ingest.refused(problem.code());
    log.refused(level, problem.code(), remoteAddress, reason);
  }
}
