package io.fswebhook.war.settings;

import org.jspecify.annotations.Nullable;

/**
 * The server that sends mail.
 *
 * @param username null if the server asks for none; then the password is too
 * @param from the address of the sender
 */
public record SmtpSettings(
    String host,
    int port,
    Tls tls,
    @Nullable String username,
    @Nullable String password,
    String from) {

  /** How the connection is encrypted. */
  public enum Tls {
    /** Before anything is sent, or nothing is sent. */
    STARTTLS,
    /** From the first byte. */
    IMPLICIT,
    NONE
  }

  /** Without the password, since a record of settings is soon logged. */
  @Override
  public String toString() {
    return "SmtpSettings[" + host + ":" + port + ", " + tls + "]";
  }
}
