package io.fswebhook.core.inbox.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates the tables of a database with Flyway. Loading Flyway takes longer than the rest of
 * opening an inbox, so it is only used if a migration is due.
 */
public final class Migrations {

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final String PLACE = "io/fswebhook/core/inbox/";

  /** PostgreSQL's lock_timeout has passed, or a deadlock with a node that receives. */
  private static final Set<String> LOCKED = Set.of("55P03", "40P01");

  private static final int MOST_TRIES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  /** The last migration of a database, as Flyway noted it. */
  private record Applied(int version, int checksum, boolean success) {}

  private Migrations() {}

  /**
   * Applies pending migrations, if there are any. Tables of a newer version are left as they are;
   * {@link Compatibility} says whether they can be used. Throws Flyway's exception on failure.
   *
   * @param kind of database: the name of the folder of its migrations
   */
  public static void apply(String kind, DataSource database) {
    Optional<Applied> last = last(database);
    int newest = newest(kind);
    if (last.isPresent() && last.get().version() > newest) {
      LOG.info(
          "a newer version of fs-webhook has migrated the tables to schema version {}; this version knows {}",
          last.get().version(),
          newest);
    } else if (last.isEmpty() || !isNewest(last.get(), kind)) {
      migrate(kind, database);
    }
  }

  /** The number of the newest migration that this program has; they are numbered without gaps. */
  static int newest(String kind) {
    int version = 1;
    while (Migrations.class.getClassLoader().getResource(script(kind, version + 1)) != null) {
      version++;
    }
    return version;
  }

  /** Whether the newest migration was the last one, and the same as here. */
  static boolean isUpToDate(String kind, DataSource database) {
    return last(database).filter(last -> isNewest(last, kind)).isPresent();
  }

  private static boolean isNewest(Applied last, String kind) {
    int newest = newest(kind);
    return last.success() && last.version() == newest && checksum(kind, newest) == last.checksum();
  }

  /** Empty if it cannot be read, for example because there are no tables yet: Flyway finds out. */
  private static Optional<Applied> last(DataSource database) {
    try (Connection connection = database.getConnection()) {
      return Jdbc.first(
          connection,
          "SELECT version, checksum, success FROM "
              + history(connection.getSchema())
              + " ORDER BY installed_rank DESC LIMIT 1",
          row -> new Applied(number(row.getString(1)), row.getInt(2), row.getBoolean(3)));
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  private static int number(@Nullable String version) {
    return version != null && NUMBER.matcher(version).matches() ? Integer.parseInt(version) : 0;
  }

  /** In the schema that Flyway uses, and no other on PostgreSQL's search path. */
  private static String history(@Nullable String schema) {
    String table = "flyway_schema_history";
    return schema == null ? table : '"' + schema.replace("\"", "\"\"") + "\"." + table;
  }

  /** As Flyway calculates it: of the lines without what ends them. */
  static int checksum(String kind, int version) {
    String name = script(kind, version);
    CRC32 sum = new CRC32();
    try (InputStream script = Migrations.class.getClassLoader().getResourceAsStream(name)) {
      String text = new String(Objects.requireNonNull(script, name).readAllBytes(), UTF_8);
      text.lines().forEach(line -> sum.update(line.getBytes(UTF_8)));
      return (int) sum.getValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String script(String kind, int version) {
    return PLACE + kind + "/V" + version + "__inbox.sql";
  }

  private static void migrate(String kind, DataSource database) {
    migrate(database, location(kind));
  }

  /** Tries again where others have the tables: nodes that receive, for a moment. */
  static void migrate(DataSource database, String... locations) {
    Flyway flyway = flyway(database, locations).load();
    for (int trial = 1; ; trial++) {
      try {
        flyway.migrate();
        return;
      } catch (FlywayException e) {
        if (trial == MOST_TRIES || !isLocked(e)) {
          throw e;
        }
        LOG.info("others use the tables; they are migrated at the next trial: {}", reason(e));
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** On Open Liberty, it is found only next to an empty file flyway.location. */
  static String location(String kind) {
    return "classpath:" + PLACE + kind;
  }

  private static FluentConfiguration flyway(DataSource database, String... locations) {
    FluentConfiguration flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(database)
            .locations(locations)
            .failOnMissingLocations(true)
            .loggers("slf4j");
    // An index that PostgreSQL makes concurrently would wait for the transaction that has the lock.
    flyway
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return flyway;
  }

  /** Flyway's own message is a paragraph of several lines; what the database said is a sentence. */
  public static String reason(FlywayException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  /** What to do about a failure, if its kind says so. */
  public static Optional<String> advice(FlywayException failure) {
    if (failure instanceof FlywayValidateException) {
      return Optional.of(
          "; its tables were not made by a released version: begin with an empty inbox, or use the"
              + " build that made them");
    }
    return isLocked(failure)
        ? Optional.of(
            "; another program uses its tables in a long transaction: start again after it")
        : Optional.empty();
  }

  private static boolean isLocked(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(
            each ->
                each instanceof SQLException sql
                    && sql.getSQLState() != null
                    && LOCKED.contains(sql.getSQLState()));
  }
}
