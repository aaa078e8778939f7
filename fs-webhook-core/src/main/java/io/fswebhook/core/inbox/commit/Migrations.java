package io.fswebhook.core.inbox.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Migrates the tables of a database with Flyway. Loading Flyway takes longer than the rest of
 * opening an inbox, so it is only used if a migration is due.
 */
public final class Migrations {

  /** The newest of each kind of database. */
  static final String NEWEST = "1";

  private static final String SCRIPT = "V" + NEWEST + "__inbox.sql";
  private static final String PLACE = "io/fswebhook/core/inbox/";

  private Migrations() {}

  /**
   * Applies pending migrations, if there are any. Throws Flyway's exception on failure.
   *
   * @param kind of database: the name of the folder of its migrations
   */
  public static void apply(String kind, DataSource database) {
    if (!isUpToDate(kind, database)) {
      migrate(kind, database);
    }
  }

  /**
   * Whether the newest migration was the last one, and the same as here. If this cannot be read,
   * for example because there are no tables yet, Flyway finds out.
   */
  static boolean isUpToDate(String kind, DataSource database) {
    try (Connection connection = database.getConnection()) {
      return Jdbc.first(
              connection,
              "SELECT version, checksum, success FROM "
                  + history(connection.getSchema())
                  + " ORDER BY installed_rank DESC LIMIT 1",
              row ->
                  row.getBoolean("success")
                      && NEWEST.equals(row.getString("version"))
                      && checksum(kind) == row.getInt("checksum"))
          .orElse(false);
    } catch (SQLException e) {
      return false;
    }
  }

  /** In the schema that Flyway uses, and no other on PostgreSQL's search path. */
  private static String history(@Nullable String schema) {
    String table = "flyway_schema_history";
    return schema == null ? table : '"' + schema.replace("\"", "\"\"") + "\"." + table;
  }

  /** As Flyway calculates it: of the lines without what ends them. */
  private static int checksum(String kind) {
    String name = PLACE + kind + "/" + SCRIPT;
    CRC32 sum = new CRC32();
    try (InputStream script = Migrations.class.getClassLoader().getResourceAsStream(name)) {
      String text = new String(Objects.requireNonNull(script, name).readAllBytes(), UTF_8);
      text.lines().forEach(line -> sum.update(line.getBytes(UTF_8)));
      return (int) sum.getValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void migrate(String kind, DataSource database) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        // On Open Liberty, found only next to an empty file flyway.location.
        .locations("classpath:" + PLACE + kind)
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
