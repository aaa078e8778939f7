package io.fswebhook.war.access;

import io.fswebhook.war.settings.Role;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The authenticated caller of a request.
 *
 * @param name of the token, or of the application server's user
 * @param via how the caller was authenticated
 * @param csrfToken the expected CSRF token; null for bearer tokens, which need no CSRF protection
 * @param endsAt when the session ends; null without a session
 */
public record Caller(
    String name, Role role, Via via, @Nullable String csrfToken, @Nullable Instant endsAt)
    implements Principal {

  /** How a caller was authenticated. */
  public enum Via {
    TOKEN,
    SESSION,
    CONTAINER,
    PROXY
  }

  /** The caller that the access filter admitted. */
  public static Caller of(SecurityContext context) {
    if (context.getUserPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("a resource was reached that is not protected");
  }

  @Override
  public String getName() {
    return name;
  }
}
