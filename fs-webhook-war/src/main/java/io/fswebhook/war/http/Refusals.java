package io.fswebhook.war.http;

import static jakarta.ws.rs.core.Response.Status.METHOD_NOT_ALLOWED;
import static jakarta.ws.rs.core.Response.Status.REQUEST_ENTITY_TOO_LARGE;
import static jakarta.ws.rs.core.Response.Status.SERVICE_UNAVAILABLE;
import static jakarta.ws.rs.core.Response.Status.UNSUPPORTED_MEDIA_TYPE;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.slf4j.event.Level;

/**
 * Turns away what never becomes a request to the receiver: counted, since among it could be a
 * genuine delivery, and logged with nothing of what was sent.
 */
final class Refusals {

  static final String BODY_INCOMPLETE = "body-incomplete";

  private final Ingest ingest;
  private final RefusalLog log;
  private final int maxBodySize;

  Refusals(Ingest ingest, RefusalLog log, int maxBodySize) {
    this.ingest = ingest;
    this.log = log;
    this.maxBodySize = maxBodySize;
  }

  Refusal notPost(String remoteAddress) {
    Problem problem = Problem.of(METHOD_NOT_ALLOWED);
    note(problem, Level.INFO, remoteAddress, "the method must be POST");
    return Refusal.with(HttpHeaders.ALLOW, HttpMethod.POST, problem);
  }

  Refusal notJson(String remoteAddress) {
    String rule = "Content-Type must be application/json or end in +json";
    Problem problem = Problem.of(UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", rule + ".");
    note(problem, Level.INFO, remoteAddress, rule);
    return Refusal.of(problem);
  }

  /** Closes the connection, since the rest of the body is not read. */
  Refusal tooLarge(String remoteAddress) {
    Problem problem =
        Problem.of(
            REQUEST_ENTITY_TOO_LARGE,
            "payload-too-large",
            "The body must not be larger than " + maxBodySize + " bytes.");
    note(
        problem,
        Level.WARN,
        remoteAddress,
        "the body is larger than fs.webhook.max-body-size="
            + maxBodySize
            + "; raise it if genuine deliveries are");
    return Refusal.with("Connection", "close", problem);
  }

  /**
   * An answer after which the sender tries again: a connection that broke or a pause that was too
   * long says nothing of the delivery.
   */
  Refusal incomplete(String remoteAddress, Exception failure) {
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
