package io.fswebhook.war.access;

import io.fswebhook.war.access.Caller.Via;
import io.fswebhook.war.http.OwnAddress;
import io.fswebhook.war.http.Problem;
import io.fswebhook.war.http.ProblemException;
import io.fswebhook.war.settings.AccessToken;
import io.fswebhook.war.settings.ProxyAccess;
import io.fswebhook.war.settings.Role;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the caller of a request by, in this order: bearer token, session, a user that a
 * trusted proxy has logged in, or a user of the application server with one of our roles. Safe for
 * use by several threads.
 */
public final class Authenticator {

  /** The roles of the application server's users. */
  static final String VIEWERS = "fs-webhook-viewer";

  static final String OPERATORS = "fs-webhook-operator";

  private static final String BEARER = "bearer ";

  private final KnownTokens tokens;
  private final ProxyUsers proxy;
  private final Clock clock;
  private final WarnOfExpiry warning;
  private final Map<String, Instant> lastUsed = new ConcurrentHashMap<>();
  private final Sessions sessions;
  private final LoginRateLimiter rateLimiter;

  /**
   * Accepts these tokens.
   *
   * @param proxy that logs people in
   * @param nanoTime of {@link System}
   */
  public Authenticator(
      List<AccessToken> tokens, ProxyAccess proxy, Clock clock, LongSupplier nanoTime) {
    this.proxy = new ProxyUsers(proxy);
    this.tokens = new KnownTokens(tokens);
    this.clock = clock;
    this.warning = new WarnOfExpiry(clock);
    this.sessions = new Sessions(this.tokens, clock);
    this.rateLimiter = new LoginRateLimiter(nanoTime);
  }

  /** Accepts these tokens and no others from now on; sessions of others end. */
  public void accept(List<AccessToken> changed) {
    tokens.replace(changed);
  }

  /** Warns in the log of tokens that expire. Called by one thread, at any interval. */
  public void lookForExpiry() {
    warning.look(tokens.tokens());
  }

  /** The tokens, the admin's first. */
  public List<TokenUse> tokens() {
    Instant now = clock.instant();
    return tokens.tokens().stream()
        .map(
            token ->
                new TokenUse(
                    token.name(),
                    token.role(),
                    token.expiresAt(),
                    token.isExpired(now),
                    token.isDue(now),
                    lastUsed.get(token.name())))
        .toList();
  }

  /**
   * The caller; empty if unknown.
   *
   * @param address the client's, for limits
   * @param peer who has opened the connection
   */
  Optional<Caller> identify(ContainerRequestContext request, String address, String peer) {
    Optional<Caller> caller = known(request, address, peer);
    caller
        .filter(known -> known.via() == Via.TOKEN || known.via() == Via.SESSION)
        .ifPresent(known -> lastUsed.put(known.name(), minute()));
    return caller;
  }

  /** More exactly, each look at the tokens would change them. */
  private Instant minute() {
    return clock.instant().truncatedTo(ChronoUnit.MINUTES);
  }

  private Optional<Caller> known(ContainerRequestContext request, String address, String peer) {
    Optional<String> presented = tokenIn(request);
    if (presented.isPresent()) {
      return tried(presented.get(), address)
          .map(token -> new Caller(token.name(), token.role(), Via.TOKEN, null, null));
    }
    return SessionCookie.valuesIn(request.getHeaders().get(HttpHeaders.COOKIE)).stream()
        .flatMap(value -> sessions.read(value).stream())
        .findFirst()
        .or(() -> userOfProxy(request, peer))
        .or(() -> userOfServer(request.getSecurityContext()));
  }

  /** The bearer token, valid or not; other schemes, such as the server's own, are ignored. */
  static Optional<String> tokenIn(ContainerRequestContext request) {
    return Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  /** Whether the CSRF token is valid, or not needed. */
  static boolean isProof(Caller caller, @Nullable String csrfToken) {
    return caller.csrfToken() == null
        || (csrfToken != null && Sessions.isSame(caller.csrfToken(), csrfToken));
  }

  /**
   * Starts a session.
   *
   * @param presented as typed
   * @param address the address of the client
   * @throws ProblemException if the token is invalid, or the address is rate-limited
   */
  public LoggedIn logIn(String presented, String address, OwnAddress here) {
    AccessToken token =
        tried(presented.strip(), address)
            .orElseThrow(() -> AccessFilter.unauthorized("The token is not valid."));
    String session = sessions.begin(token);
    return new LoggedIn(sessions.read(session).orElseThrow(), SessionCookie.of(session, here));
  }

  /**
   * Ends a session.
   *
   * @param cookies the values of the Cookie header
   * @return the cookie that deletes the session's
   */
  public NewCookie logOut(@Nullable List<String> cookies, OwnAddress here) {
    SessionCookie.valuesIn(cookies).forEach(sessions::end);
    return SessionCookie.gone(here);
  }

  /** A new session and its cookie. */
  public record LoggedIn(Caller caller, NewCookie cookie) {}

  /** A valid token is rate-limited too; otherwise guessing would not be slowed down. */
  private Optional<AccessToken> tried(String presented, String address) {
    Duration pause = rateLimiter.pause(address);
    if (!pause.isZero()) {
      throw tooManyAttempts(pause);
    }
    Optional<AccessToken> token = tokens.find(presented);
    if (token.isEmpty()) {
      rateLimiter.failed(address);
    }
    token.filter(each -> each.isExpired(clock.instant())).ifPresent(Authenticator::refuseExpired);
    return token;
  }

  /** Only whoever has the token learns of it. */
  private static void refuseExpired(AccessToken token) {
    throw AccessFilter.unauthorized(
        "token-expired",
        "The token "
            + token.name()
            + " expired at "
            + token.expiresAt()
            + "; ask an operator of the receiver for a new one.");
  }

  private Optional<Caller> userOfProxy(ContainerRequestContext request, String peer) {
    return proxy
        .of(request, peer)
        .map(
            user ->
                new Caller(
                    user.name(),
                    user.role(),
                    Via.PROXY,
                    sessions.csrfTokenOf("of the proxy: " + user.name()),
                    null));
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
                "Too many invalid tokens from this address; try again later.")
            .toAnswer()
            .header(HttpHeaders.RETRY_AFTER, pause.plusMillis(999).toSeconds())
            .build());
  }
}
