package io.fswebhook.war.http;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;
import static jakarta.ws.rs.core.Response.Status.METHOD_NOT_ALLOWED;
import static jakarta.ws.rs.core.Response.Status.REQUEST_ENTITY_TOO_LARGE;
import static jakarta.ws.rs.core.Response.Status.UNSUPPORTED_MEDIA_TYPE;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.slf4j.event.Level;

/**
 * Turns away what never becomes a request to the receiver: counted, since among it could be a
 * genuine delivery, and logged with nothing of what was sent.
 */
final class Refusals {

  private final Front front;
  private final RefusalLog log;
  private final int maxBodySize;

  Refusals(Front front, RefusalLog log, int maxBodySize) {
    this.front = front;
    this.log = log;
    this.maxBodySize = maxBodySize;
  }

  Response notPost(String remoteAddress) {
    Problem problem = Problem.of(METHOD_NOT_ALLOWED);
    note(problem, Level.INFO, remoteAddress, "the method must be POST");
    return problem.toAnswer().header(HttpHeaders.ALLOW, HttpMethod.POST).build();
  }

  Response notJson(String remoteAddress) {
    String rule = "Content-Type must be application/json or end in +json";
    Problem problem = Problem.of(UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", rule + ".");
    note(problem, Level.INFO, remoteAddress, rule);
    return problem.toAnswer().build();
  }

  /** Closes the connection, since the rest of the body is not read. */
  Response tooLarge(String remoteAddress) {
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
    return problem.toAnswer().header("Connection", "close").build();
  }

  /** For debugging only: anybody can break a connection, as often as they like. */
  Response incomplete(String remoteAddress, IOException failure) {
    Problem problem =
        Problem.of(BAD_REQUEST, "incomplete-body", "The body ended before its announced end.");
    note(problem, Level.DEBUG, remoteAddress, String.valueOf(failure.getMessage()));
    return problem.toAnswer().header("Connection", "close").build();
  }

  private void note(Problem problem, Level level, String remoteAddress, String reason) {
    front.refused(problem.code());
    log.refused(level, problem.code(), remoteAddress, reason);
  }
}
