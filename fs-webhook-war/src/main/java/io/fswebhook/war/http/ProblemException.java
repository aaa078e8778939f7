package io.fswebhook.war.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** Ends a request with a problem. */
public final class ProblemException extends WebApplicationException {

  private static final long serialVersionUID = 1L;

  /**
   * A problem without additional headers.
   *
   * @param code stable, for scripts
   * @param detail the rule, and the actual value
   */
  public ProblemException(Response.StatusType status, String code, String detail) {
    this(Problem.of(status, code, detail).toAnswer().build());
  }

  /** A response built from a problem. */
  public ProblemException(Response answer) {
    super(answer);
  }

  /** An invalid request; the detail names the parameter, the value and the rule. */
  public static ProblemException badRequest(String detail) {
    return new ProblemException(Response.Status.BAD_REQUEST, "bad-request", detail);
  }

  /** The requested item does not exist. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(Response.Status.NOT_FOUND, "not-found", detail);
  }
}
