package io.fswebhook.war.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** Ends a request with a problem. */
public final class ProblemException extends WebApplicationException {

  private static final long serialVersionUID = 1L;

  /**
   * A problem that needs no more headers.
   *
   * @param code stable, for scripts
   * @param detail the rule, and what was there instead
   */
  public ProblemException(Response.StatusType status, String code, String detail) {
    this(Problem.of(status, code, detail).toAnswer().build());
  }

  /** An answer that was made of a problem. */
  public ProblemException(Response answer) {
    super(answer);
  }

  /** A request that cannot be understood: names what, the value and the rule. */
  public static ProblemException badRequest(String detail) {
    return new ProblemException(Response.Status.BAD_REQUEST, "bad-request", detail);
  }

  /** Something that was asked for is not there. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(Response.Status.NOT_FOUND, "not-found", detail);
  }
}
