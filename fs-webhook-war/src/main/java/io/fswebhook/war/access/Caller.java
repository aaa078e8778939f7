package io.fswebhook.war.access;

import io.fswebhook.war.settings.Role;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, and may.
 *
 * @param name of the token, or of the server's user
 * @param via how that is known
 * @param csrfToken what proves that a page of ours sent it; null for a bearer of a token, whom no
 *     other page can make send it
 * @param endsAt when the session ends; null for who has none
 */
public record Caller(
    String name, Role role, Via via, @Nullable String csrfToken, @Nullable Instant endsAt)
    implements Principal {

  /** How it is known who it is. */
  public enum Via {
    TOKEN,
    SESSION,
    CONTAINER
  }

  /** The one that was let in. */
  public static Caller of(SecurityContext context) {
    if (context.getUserPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("a resource was reached that nobody guards");
  }

  @Override
  public String getName() {
    return name;
  }
}
