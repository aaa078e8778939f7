package io.fswebhook.war.access;

import io.fswebhook.war.access.Caller.Via;
import io.fswebhook.war.http.OwnAddress;
import io.fswebhook.war.http.Problem;
import io.fswebhook.war.http.ProblemException;
import io.fswebhook.war.settings.AccessToken;
import io.fswebhook.war.settings.Role;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows who sends a request: the bearer of a token, who has logged in with one, or a user of the
 * server with one of our roles; in this order. Safe for use by several threads.
 */
public final class Authenticator {

  /** The roles of the server's users. */
  static final String VIEWERS = "fs-webhook-viewer";

  static final String OPERATORS = "fs-webhook-operator";

  private static final String BEARER = "bearer ";

  private final KnownTokens tokens;
  private final Sessions sessions;
  private final LoginRateLimiter rateLimiter;

  /**
   * Knows these tokens.
   *
   * @param nanoTime of {@link System}
   */
  public Authenticator(List<AccessToken> tokens, Clock clock, LongSupplier nanoTime) {
    this.tokens = new KnownTokens(tokens);
    this.sessions = new Sessions(this.tokens, clock);
    this.rateLimiter = new LoginRateLimiter(nanoTime);
  }

  /** Who sends it, if that is known. */
  Optional<Caller> identify(ContainerRequestContext request, String address) {
    Optional<String> presented = tokenIn(request);
    if (presented.isPresent()) {
      return tried(presented.get(), address)
          .map(token -> new Caller(token.name(), token.role(), Via.TOKEN, null, null));
    }
    return SessionCookie.valuesIn(request.getHeaders().get(HttpHeaders.COOKIE)).stream()
        .flatMap(value -> sessions.read(value).stream())
        .findFirst()
        .or(() -> userOfServer(request.getSecurityContext()));
  }

  /** The token that it bears, right or wrong; what a server asks for by itself is none. */
  static Optional<String> tokenIn(ContainerRequestContext request) {
    return Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  /** Whether the value proves that a page of ours sent the request. */
  static boolean isProof(Caller caller, @Nullable String csrfToken) {
    return caller.csrfToken() == null
        || (csrfToken != null && Sessions.isSame(caller.csrfToken(), csrfToken));
  }

  /**
   * Begins a session.
   *
   * @param presented as it was typed
   * @param address who sent it
   * @throws ProblemException if it is no token, or may be tried later only
   */
  public LoggedIn logIn(String presented, String address, OwnAddress here) {
    AccessToken token =
        tried(presented.strip(), address)
            .orElseThrow(() -> AccessFilter.unauthorized("This is not a token of this receiver."));
    String session = sessions.begin(token);
    return new LoggedIn(sessions.read(session).orElseThrow(), SessionCookie.of(session, here));
  }

  /**
   * Ends a session.
   *
   * @param cookies the lines of the header Cookie
   * @return what takes its cookie away
   */
  public NewCookie logOut(@Nullable List<String> cookies, OwnAddress here) {
    SessionCookie.valuesIn(cookies).forEach(sessions::end);
    return SessionCookie.gone(here);
  }

  /** A session that has begun, and the cookie that holds it. */
  public record LoggedIn(Caller caller, NewCookie cookie) {}

  /** One after the other would be tried, else: a right one has to wait as well. */
  private Optional<AccessToken> tried(String presented, String address) {
    Duration pause = rateLimiter.pause(address);
    if (!pause.isZero()) {
      throw tooManyAttempts(pause);
    }
    Optional<AccessToken> token = tokens.find(presented);
    if (token.isEmpty()) {
      rateLimiter.failed(address);
    }
    return token;
  }

  private Optional<Caller> userOfServer(SecurityContext server) {
    if (server == null || server.getUserPrincipal() == null) {
      return Optional.empty();
    }
    String name = server.getUserPrincipal().getName();
    return roleOf(server)
        .map(role -> new Caller(name, role, Via.CONTAINER, sessions.csrfTokenOf(name), null));
  }

  private static Optional<Role> roleOf(SecurityContext server) {
    if (server.isUserInRole(OPERATORS)) {
      return Optional.of(Role.OPERATOR);
    }
    return server.isUserInRole(VIEWERS) ? Optional.of(Role.VIEWER) : Optional.empty();
  }

  private static ProblemException tooManyAttempts(Duration pause) {
    return new ProblemException(
        Problem.of(
                Response.Status.TOO_MANY_REQUESTS,
                "too-many-attempts",
                "Too many wrong tokens came from this address; try again later.")
            .toAnswer()
            .header(HttpHeaders.RETRY_AFTER, pause.plusMillis(999).toSeconds())
            .build());
  }
}
