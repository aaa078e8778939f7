package io.fswebhook.war.cli.inbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** Files as a later major version leaves them. */
public final class MakeNewer {

  private MakeNewer() {}

  /** The tables can be used by that version only. */
  public static void inbox(Path file) throws SQLException {
    try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE schema_compatibility SET usable_from = 99, program = '2.0'");
    }
  }
}
