package io.fswebhook.war.http;

import jakarta.servlet.http.HttpServletRequest;

/** Makes a span of each request that may be a delivery. Must not throw. */
@FunctionalInterface
public interface RequestTracer {

  /** Traces nothing. */
  RequestTracer NONE = (request, route, remoteAddress) -> RequestSpan.NONE;

  /**
   * Begins a span, in the trace of the sender if it has one.
   *
   * @param route the path below the context, with the names of its parameters in place of values
   * @param remoteAddress the client's
   */
  RequestSpan begin(HttpServletRequest request, String route, String remoteAddress);
}
