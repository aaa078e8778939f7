package io.fswebhook.core.inbox.commit;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables of a database up to date. */
public final class Migrations {

  private Migrations() {}

  /**
   * Applies what has not been yet. Throws Flyway's exception where that cannot be done.
   *
   * @param kind of database, which is the name of the folder that they are in
   */
  public static void apply(String kind, DataSource database) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:io/fswebhook/core/inbox/" + kind)
        .failOnMissingLocations(true)
        .loggers("slf4j")
        .load()
        .migrate();
  }
}
