package io.fswebhook.war.settings;

/**
 * A token of the API.
 *
 * @param name who it was given to, for the audit
 * @param role what it allows
 * @param value the secret itself
 */
public record AccessToken(String name, Role role, String value) {

  /** Without the value, since a record of settings is soon logged. */
  @Override
  public String toString() {
    return "AccessToken[name=" + name + ", role=" + role.code() + "]";
  }
}
