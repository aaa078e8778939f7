package io.fswebhook.war.api;

import io.fswebhook.war.access.Authenticator;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.access.ForViewers;
import io.fswebhook.war.http.ExternalAddress;
import io.fswebhook.war.http.Open;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs callers in and out, and identifies them. */
@Path("api/v1/session")
public record SessionResource(Authenticator authenticator, ExternalAddress external) {

  private static final Logger log = LoggerFactory.getLogger(SessionResource.class);

  /** Starts a session and returns its cookie. */
  @POST
  @Open
  public Response logIn(
      @Context HttpServletRequest request,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      InputStream body) {
    Query.of(uri);
    String token = Members.ofBody(body, headers, "token").neededText("token");
    String from = external.remoteAddress(request);
    Authenticator.LoggedIn session = authenticator.logIn(token, from, external.ownAddress(request));
    log.info("{} has logged in from {}", session.caller().name(), from);
    return answer(session.caller()).cookie(session.cookie()).build();
  }

  /** The current caller. */
  @GET
  public Response session(@Context SecurityContext security, @Context UriInfo uri) {
    Query.of(uri);
    return answer(Caller.of(security)).build();
  }

  /** Ends the session. */
  @DELETE
  @ForViewers
  public Response logOut(
      @Context HttpServletRequest request, @Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    List<String> cookies = headers.getRequestHeaders().get(HttpHeaders.COOKIE);
    return Response.noContent()
        .cookie(authenticator.logOut(cookies, external.ownAddress(request)))
        .build();
  }

  private static Response.ResponseBuilder answer(Caller caller) {
    return Response.ok(
        new Session(
            caller.name(),
            caller.role().code(),
            caller.via().name().toLowerCase(Locale.ROOT),
            caller.csrfToken(),
            Times.textOrNull(caller.endsAt())),
        MediaType.APPLICATION_JSON_TYPE);
  }

  /** The caller. Public for JSON-B. */
  public record Session(
      String name,
      String role,
      String via,
      @Nullable String csrfToken,
      @Nullable String expiresAt) {}
}
