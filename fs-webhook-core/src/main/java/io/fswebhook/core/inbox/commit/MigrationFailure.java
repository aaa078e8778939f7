package io.fswebhook.core.inbox.commit;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;

/** Why tables could not be brought up to date, in one sentence. */
public final class MigrationFailure {

  private MigrationFailure() {}

  /** Flyway's own message is a paragraph of several lines; what the database said is a sentence. */
  public static String reason(FlywayException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
