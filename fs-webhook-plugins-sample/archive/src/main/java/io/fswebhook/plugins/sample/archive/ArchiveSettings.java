package io.fswebhook.plugins.sample.archive;

import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.plugins.sample.support.CheckedSettings;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * The settings of {@link DatabaseArchiveHandler}, checked.
 *
 * @param username null to use the URL's or the driver's default
 * @param password null likewise
 * @param createTable whether to create a missing table
 * @param connectTimeout the time-out for connecting and for obtaining a connection
 * @param queryTimeout the time-out of a statement
 */
record ArchiveSettings(
    String handlerName,
    String url,
    @Nullable String username,
    @Nullable String password,
    TableName table,
    boolean createTable,
    Duration connectTimeout,
    Duration queryTimeout) {

  static final String HANDLER_NAME = "DatabaseArchive";

  private static final String EXAMPLE_URL = "jdbc:postgresql://localhost:5432/archive";
  private static final String TABLE = "fullstory_event";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(20);

  static final List<HandlerSetting> DECLARED =
      List.of(
          HandlerSetting.text("url", "The JDBC URL of the database. Required."),
          HandlerSetting.text("username", "The database's user."),
          HandlerSetting.text("password", "The user's password.").asSecret(),
          HandlerSetting.text("table", "The table that is written to.").orElse(TABLE),
          HandlerSetting.flag("create-table", "Whether to create a missing table.").orElse("true"),
          HandlerSetting.duration("connect-timeout", "The time-out for connecting.")
              .orElse(CONNECT_TIMEOUT.toString()),
          HandlerSetting.duration("query-timeout", "The time-out of a statement.")
              .orElse(QUERY_TIMEOUT.toString()));

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  static ArchiveSettings read(HandlerContext context) {
    CheckedSettings settings = CheckedSettings.of(context);
    return new ArchiveSettings(
        context.handlerName(),
        url(settings),
        settings.text("username").orElse(null),
        settings.text("password").orElse(null),
        table(settings),
        settings.flag("create-table", true),
        wholeSeconds(settings, "connect-timeout", CONNECT_TIMEOUT),
        wholeSeconds(settings, "query-timeout", QUERY_TIMEOUT));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return handlerName + " into " + table;
  }

  /** Not quoted in messages, since it may contain a password. */
  private static String url(CheckedSettings settings) {
    String url =
        settings.required("url", "set it to the JDBC URL of the database, such as " + EXAMPLE_URL);
    Properties parsed = Driver.parseURL(url, new Properties());
    if (parsed == null) {
      throw settings.wrong("url", "must be a JDBC URL of PostgreSQL such as " + EXAMPLE_URL);
    }
    if (PGProperty.PASSWORD.isPresent(parsed)) {
      throw settings.wrong(
          "url",
          "must not contain a password: set "
              + settings.name("password")
              + " or "
              + settings.name("password-file")
              + " instead");
    }
    return url;
  }

  private static TableName table(CheckedSettings settings) {
    String value = settings.text("table").orElse(TABLE);
    return TableName.parse(value)
        .orElseThrow(
            () ->
                settings.wrong(
                    "table",
                    "must be a name of at most 63 lower-case letters, digits and '_', not beginning with"
                        + " a digit, with or without such a name of its schema and a '.' before it, was"
                        + " '"
                        + value
                        + "'"));
  }

  /** The driver's time-outs are in seconds. */
  private static Duration wholeSeconds(CheckedSettings settings, String key, Duration absent) {
    Duration value = settings.duration(key, absent);
    boolean fits = value.compareTo(SHORTEST) >= 0 && value.compareTo(LONGEST) <= 0;
    if (!fits || !value.equals(Duration.ofSeconds(value.toSeconds()))) {
      throw settings.wrong(
          key, "must be whole seconds from " + SHORTEST + " to " + LONGEST + ", was " + value);
    }
    return value;
  }
}
