package io.fswebhook.war.access;

import io.fswebhook.war.http.Problem;
import io.fswebhook.war.http.ProblemException;
import io.fswebhook.war.settings.Role;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Set;
import java.util.function.Supplier;

/** Admits callers with the needed role, and exposes the caller to resources. */
@Priority(Priorities.AUTHENTICATION)
final class AccessFilter implements ContainerRequestFilter {

  static final String CSRF_HEADER = "X-CSRF-Token";

  private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final Authenticator authenticator;
  private final Role needed;
  private final Supplier<String> remoteAddress;
  private final Supplier<String> peer;

  AccessFilter(
      Authenticator authenticator,
      Role needed,
      Supplier<String> remoteAddress,
      Supplier<String> peer) {
    this.peer = peer;
    this.authenticator = authenticator;
    this.needed = needed;
    this.remoteAddress = remoteAddress;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    Caller caller =
        authenticator
            .identify(context, remoteAddress.get(), peer.get())
            .orElseThrow(() -> unauthorized(context));
    if (!caller.role().covers(needed)) {
      throw forbidden(
          "forbidden",
          "This requires the role "
              + needed.code()
              + "; "
              + caller.role().code()
              + "s have read-only access.");
    }
    if (!READING.contains(context.getMethod())
        && !Authenticator.isProof(caller, context.getHeaderString(CSRF_HEADER))) {
      throw forbidden(
          "csrf",
          CSRF_HEADER + " must be the csrfToken from GET session, was missing or different.");
    }
    context.setSecurityContext(new KnownCaller(caller, context.getSecurityContext().isSecure()));
  }

  private static ProblemException unauthorized(ContainerRequestContext context) {
    boolean isUser =
        context.getSecurityContext() != null
            && context.getSecurityContext().getUserPrincipal() != null
            && Authenticator.tokenIn(context).isEmpty();
    return isUser
        ? forbidden(
            "forbidden",
            "This requires the role "
                + Authenticator.VIEWERS
                + " or "
                + Authenticator.OPERATORS
                + ".")
        : unauthorized("A token is required: send Authorization: Bearer, or log in.");
  }

  /** Never Basic, which would make browsers prompt for a password. */
  static ProblemException unauthorized(String detail) {
    return unauthorized("unauthorized", detail);
  }

  static ProblemException unauthorized(String code, String detail) {
    return new ProblemException(
        Problem.of(Response.Status.UNAUTHORIZED, code, detail)
            .toAnswer()
            .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
            .build());
  }

  private static ProblemException forbidden(String code, String detail) {
    return new ProblemException(Response.Status.FORBIDDEN, code, detail);
  }

  /** The caller as resources see it. */
  private record KnownCaller(Caller caller, boolean isSecure) implements SecurityContext {

    @Override
    public Caller getUserPrincipal() {
      return caller;
    }

    @Override
    public boolean isUserInRole(String role) {
      return caller.role().code().equals(role);
    }

    @Override
    public String getAuthenticationScheme() {
      return caller.via().name();
    }
  }
}
