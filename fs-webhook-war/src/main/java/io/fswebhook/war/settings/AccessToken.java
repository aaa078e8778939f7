package io.fswebhook.war.settings;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token of the API.
 *
 * @param name who has it, for the audit
 * @param role what it allows
 * @param value the secret itself
 * @param expiresAt from when it is not accepted; null if it does not expire
 */
public record AccessToken(String name, Role role, String value, @Nullable Instant expiresAt) {

  /** For so long before the end, whoever uses it can still be given another one. */
  private static final Duration SOON = Duration.ofDays(14);

  /** One that does not expire. */
  public AccessToken(String name, Role role, String value) {
    this(name, role, value, null);
  }

  /** Whether it is not accepted any more. */
  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /** Whether it is time for another one, or too late. */
  public boolean isDue(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt.minus(SOON));
  }

  /** Without the value, because settings tend to be logged. */
  @Override
  public String toString() {
    return "AccessToken[name=" + name + ", role=" + role.code() + "]";
  }
}
