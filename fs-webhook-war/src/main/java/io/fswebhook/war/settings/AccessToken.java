package io.fswebhook.war.settings;

/**
 * A token of the API.
 *
 * @param name who has it, for the audit
 * @param role what it allows
 * @param value the secret itself
 */
public record AccessToken(String name, Role role, String value) {

  /** Without the value, because settings tend to be logged. */
  @Override
  public String toString() {
    return "AccessToken[name=" + name + ", role=" + role.code() + "]";
  }
}
