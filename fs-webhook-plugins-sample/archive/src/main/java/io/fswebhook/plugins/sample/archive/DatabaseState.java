package io.fswebhook.plugins.sample.archive;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/**
 * The meaning of an SQLSTATE.
 *
 * @param code five characters, or empty
 * @param message of the error
 */
record DatabaseState(String code, String message) {

  /** Too many connections, shutting down, starting up. */
  private static final Set<String> LATER = Set.of("53300", "57P01", "57P02", "57P03");

  /** Of the root cause, which the pool wraps. */
  static DatabaseState of(SQLException error) {
    Throwable inner = error;
    while (inner.getCause() instanceof SQLException cause) {
      inner = cause;
    }
    SQLException root = (SQLException) inner;
    return new DatabaseState(
        Objects.toString(root.getSQLState(), ""), Objects.toString(root.getMessage(), ""));
  }

  boolean isOutOfReach() {
    return code.isEmpty() || code.startsWith("08") || LATER.contains(code);
  }

  boolean isTableGone() {
    return code.equals("42P01");
  }

  /** A value that its column type cannot represent. */
  boolean isUnfitValue() {
    return code.startsWith("22") || code.startsWith("54");
  }

  /** Names the setting to correct. */
  IllegalArgumentException refused(ArchiveSettings settings) {
    String key =
        switch (code) {
          case "28P01", "28000" -> "username and .password are wrong, or may not log in";
          case "3D000" -> "url names a database that is not there";
          case "42501" -> "username may not do what is needed with table " + settings.table();
          default -> "* is refused";
        };
    return new IllegalArgumentException(
        "fs.webhook.handlers." + settings.handlerName() + "." + key + ": " + message);
  }
}
