package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxPlace;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database and how connections to it are opened: each has a timeout.
 *
 * @param patientSource without a timeout, for what may take long at the start, such as migrations
 * @param pooled whether {@code source} is a pool of the server
 */
record Postgres(
    DataSource source, DataSource patientSource, String name, Duration timeout, boolean pooled) {

  /** Milliseconds since 1970 by the database's clock, which alone decides what is due. */
  static final String NOW = "(extract(epoch FROM statement_timestamp()) * 1000)::bigint";

  /**
   * Connections are replaced after this time: the host name may point to another server by then.
   */
  static final Duration LONGEST_USE = Duration.ofMinutes(10);

  static Postgres at(InboxPlace.Server place, Duration timeout) {
    return place.matchServer(
        url -> ofUrl(url, timeout),
        pool -> new Postgres(pool.dataSource(), pool.dataSource(), pool.toString(), timeout, true));
  }

  private static Postgres ofUrl(InboxPlace.Url place, Duration timeout) {
    PGSimpleDataSource source = sourceAt(place, timeout);
    source.setSocketTimeout(seconds(timeout)); // also while it connects
    return new Postgres(source, sourceAt(place, timeout), place.toString(), timeout, false);
  }

  private static PGSimpleDataSource sourceAt(InboxPlace.Url place, Duration timeout) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    setUrl(source, place);
    if (place.username() != null) {
      source.setUser(place.username());
    }
    if (place.password() != null) {
      source.setPassword(place.password());
    }
    source.setApplicationName("fs-webhook");
    source.setTcpKeepAlive(true);
    source.setConnectTimeout(seconds(timeout));
    return source;
  }

  private static int seconds(Duration timeout) {
    return (int) Math.max(1, timeout.toSeconds());
  }

  /** The driver's message quotes the whole URL, including a password. */
  private static void setUrl(PGSimpleDataSource source, InboxPlace.Url place) {
    try {
      source.setURL(place.url());
    } catch (IllegalArgumentException e) {
      throw new StartException(
          "fs.webhook.inbox.url must be jdbc:postgresql://<host>[:<port>][,<host>…]/<database>, was \""
              + place
              + "\"");
    }
  }

  Connection connect() throws SQLException {
    Connection connection = source.getConnection();
    try {
      refuseOthers(connection.getMetaData().getDatabaseProductName());
      connection.setNetworkTimeout(Runnable::run, (int) timeout.toMillis());
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      try (Statement statement = connection.createStatement()) {
        statement.execute(sessionSettings());
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      closeQuietly(connection, e);
      throw e;
    }
  }

  private void refuseOthers(String product) {
    if (!product.equals("PostgreSQL")) {
      throw new StartException(
          "the inbox "
              + name
              + " must be a PostgreSQL database, was "
              + product
              + "; for SQLite, set fs.webhook.inbox.url to jdbc:sqlite:<file> instead");
    }
  }

  /**
   * Makes the server cancel statements that nobody waits for any more, and end transactions of a
   * node that was suspended in the middle, whose locks would block others. Also makes sure that a
   * commit is on disk when it returns, whatever the server's default.
   */
  String sessionSettings() {
    return "SET statement_timeout = "
        + timeout.toMillis() * 9 / 10
        + "; SET idle_in_transaction_session_timeout = "
        + timeout.toMillis() / 3
        + "; SELECT set_config('synchronous_commit', 'on', false)"
        + " WHERE current_setting('synchronous_commit') = 'off'";
  }

  private static void closeQuietly(Connection connection, Exception cause) {
    try {
      connection.close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
