package io.fswebhook.core.inbox.commit;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Migrates the tables of a database with Flyway. */
public final class Migrations {

  private Migrations() {}

  /**
   * Applies pending migrations. Throws Flyway's exception on failure.
   *
   * @param kind of database: the name of the folder of its migrations
   */
  public static void apply(String kind, DataSource database) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        // On Open Liberty, found only next to an empty file flyway.location.
        .locations("classpath:io/fswebhook/core/inbox/" + kind)
        .failOnMissingLocations(true)
        .loggers("slf4j")
        .load()
        .migrate();
  }

  /** Flyway's own message is a paragraph of several lines; what the database said is a sentence. */
  public static String reason(FlywayException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
