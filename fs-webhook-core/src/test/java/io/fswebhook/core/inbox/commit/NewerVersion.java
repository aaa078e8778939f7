package io.fswebhook.core.inbox.commit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What a later version does to the tables. */
public final class NewerVersion {

  private NewerVersion() {}

  /** Migrates as a minor version does, in a way that this version can go on with. */
  public static void migrate(String kind, DataSource database) {
    Migrations.migrate(database, Migrations.location(kind), "classpath:newer/" + kind);
  }

  /** Migrates in a way that this version cannot go on with. */
  public static void migrateIncompatibly(String kind, DataSource database) throws SQLException {
    migrate(kind, database);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "UPDATE schema_compatibility SET usable_from = 1000, program = '2.0'");
    }
  }
}
