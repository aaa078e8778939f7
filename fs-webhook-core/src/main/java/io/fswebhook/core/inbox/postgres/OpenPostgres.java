package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.commit.Compatibility;
import io.fswebhook.core.inbox.commit.DecideDuplicates;
import io.fswebhook.core.inbox.commit.Migrations;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.lifecycle.SlowStep;
import io.fswebhook.core.text.RedactedUrl;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the database and migrates its tables. Problems become messages for the operator. */
final class OpenPostgres {

  private static final Logger LOG = LoggerFactory.getLogger(OpenPostgres.class);
  private static final int OLDEST_VERSION = 14;

  /** Of database, for its migrations. */
  static final String KIND = "postgres";

  private OpenPostgres() {}

  static Postgres at(InboxPlace.Server place, InboxSettings settings) {
    Postgres database = Postgres.at(place, settings.limits().timeout());
    try (Connection connection = database.connect()) {
      check(database, connection);
    } catch (SQLException e) {
      throw new StartException(
          "the inbox "
              + database
              + " cannot be reached: "
              + RedactedUrl.inText(String.valueOf(e.getMessage()))
              + "; check that PostgreSQL is running, and fs.webhook.inbox.url, .username and .password",
          e);
    }
    SlowStep.of(
        "updating the tables of the inbox " + database + " up to date", () -> migrate(database));
    prepare(database, settings.sameBodyIsDuplicate());
    return database;
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
    requireUtf8(database, connection);
    warnOfNoFsync(database, connection);
  }

  /** Other encodings cannot represent all event names. */
  private static void requireUtf8(Postgres database, Connection connection) throws SQLException {
    String encoding = show("server_encoding", connection);
    if (!encoding.equals("UTF8")) {
      throw new StartException(
          "the inbox "
              + database
              + " must be a database with server_encoding UTF8, was "
              + encoding
              + ", which cannot represent every event name; create another one with CREATE DATABASE <name>"
              + " ENCODING 'UTF8' TEMPLATE template0 (and LC_COLLATE 'C' LC_CTYPE 'C' where the server's"
              + " locale has no UTF-8), and set fs.webhook.inbox.url to it");
    }
  }

  private static void warnOfNoFsync(Postgres database, Connection connection) throws SQLException {
    if (show("fsync", connection).equals("off")) {
      LOG.warn(
          "the inbox {} runs with fsync = off: a power cut loses deliveries that were answered 200;"
              + " set it to on in postgresql.conf",
          database);
    }
  }

  private static String show(String setting, Connection connection) throws SQLException {
    return Jdbc.first(connection, "SHOW " + setting, row -> row.getString(1)).orElse("");
  }

  private static void prepare(Postgres database, boolean sameBodyIsDuplicate) {
    try (Connection connection = database.patientSource().getConnection()) {
      connection.setAutoCommit(true);
      Compatibility.of(KIND).requireUsable(database, connection);
      DecideDuplicates.by(sameBodyIsDuplicate, connection);
    } catch (SQLException e) {
      throw new StartException(
          "the inbox " + database + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Flyway's lock lets one of several starting nodes migrate while the others wait. */
  private static void migrate(Postgres database) {
    try {
      Migrations.apply(KIND, database.patientSource());
    } catch (FlywayException e) {
      throw new StartException(
          "the inbox "
              + database
              + " cannot be updated: "
              + Migrations.reason(e)
              + Migrations.advice(e)
                  .orElse("; it needs its own database or schema, which its user may change"),
          e);
    }
  }
}
