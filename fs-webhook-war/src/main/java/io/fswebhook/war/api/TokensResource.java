package io.fswebhook.war.api;

import io.fswebhook.war.access.Authenticator;
import io.fswebhook.war.access.ForOperators;
import io.fswebhook.war.access.TokenUse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Shows which tokens there are, and never their values. */
@Path("api/v1/tokens")
public record TokensResource(Authenticator authenticator) {

  /** All tokens, the admin's first. */
  @GET
  @ForOperators
  public Response tokens(@Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    return EntityTags.answer(
        headers, new Page<>(authenticator.tokens().stream().map(TokenView::of).toList(), null));
  }

  /** One token. Public for JSON-B. */
  public record TokenView(
      String name,
      String role,
      String state,
      @Nullable String expiresAt,
      @Nullable String lastUsedAt) {

    static TokenView of(TokenUse token) {
      return new TokenView(
          token.name(),
          token.role().code(),
          state(token),
          Times.textOrNull(token.expiresAt()),
          Times.textOrNull(token.lastUsedAt()));
    }

    private static String state(TokenUse token) {
      if (token.expired()) {
        return "expired";
      }
      return token.expiresSoon() ? "expires-soon" : "valid";
    }
  }
}
