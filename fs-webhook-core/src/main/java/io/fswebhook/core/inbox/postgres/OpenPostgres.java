package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.commit.DecideDuplicates;
import io.fswebhook.core.inbox.commit.Migrations;
import io.fswebhook.core.text.RedactedUrl;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the database and brings its tables up to date; what is wrong becomes a sentence. */
final class OpenPostgres {

  private static final Logger LOG = LoggerFactory.getLogger(OpenPostgres.class);
  private static final int OLDEST_VERSION = 14;

  private OpenPostgres() {}

  static Postgres at(InboxSettings settings) {
    Postgres database = database(settings.place(), settings.limits().timeout());
    try (Connection connection = database.connect()) {
      check(database, connection);
    } catch (SQLException e) {
      throw new StartException(
          "the inbox "
              + database
              + " cannot be reached: "
              + RedactedUrl.inText(String.valueOf(e.getMessage()))
              + "; check that PostgreSQL runs, and fs.webhook.inbox.url, .username and .password",
          e);
    }
    migrate(database);
    decideDuplicates(database, settings.sameBodyIsDuplicate());
    return database;
  }

  private static Postgres database(InboxPlace place, Duration timeout) {
    if (place instanceof InboxPlace.Url url) {
      return Postgres.at(url, timeout);
    }
    if (place instanceof InboxPlace.Source source) {
      return Postgres.behind(source, timeout);
    }
    throw new IllegalArgumentException(place + " is no PostgreSQL database");
  }

  private static void check(Postgres database, Connection connection) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    if (metaData.getDatabaseMajorVersion() < OLDEST_VERSION) {
      throw new StartException(
          "the inbox "
              + database
              + " must be PostgreSQL "
              + OLDEST_VERSION
              + " or newer, was "
              + metaData.getDatabaseProductVersion());
    }
    warnOfNoFsync(database, connection);
  }

  private static void warnOfNoFsync(Postgres database, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet fsync = statement.executeQuery("SHOW fsync")) {
      if (fsync.next() && fsync.getString(1).equals("off")) {
        LOG.warn(
            "the inbox {} runs with fsync = off: a power cut loses deliveries that were answered 200;"
                + " set it to on in postgresql.conf",
            database);
      }
    }
  }

  private static void decideDuplicates(Postgres database, boolean sameBodyIsDuplicate) {
    try (Connection connection = database.patientSource().getConnection()) {
      connection.setAutoCommit(true);
      DecideDuplicates.by(sameBodyIsDuplicate, connection);
    } catch (SQLException e) {
      throw new StartException(
          "the inbox " + database + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Flyway's own lock lets one of several that start at once do it, and the others wait. */
  private static void migrate(Postgres database) {
    try {
      Migrations.apply("postgres", database.patientSource());
    } catch (FlywayException e) {
      throw new StartException(
          "the inbox "
              + database
              + " cannot be brought up to date: "
              + Migrations.reason(e)
              + "; it needs a database or a schema of its own, which its user may change",
          e);
    }
  }
}
