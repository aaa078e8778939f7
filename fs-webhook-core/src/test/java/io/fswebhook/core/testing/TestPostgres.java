package io.fswebhook.core.testing;

import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A schema of its own for a test, in a real PostgreSQL that all tests of the JVM share and that
 * ends with it.
 */
public final class TestPostgres {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String url;

  private TestPostgres(String url) {
    this.url = url;
  }

  /** Started by the first that asks. */
  private static final class Server {

    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "100").start();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL does not start", e);
      }
    }
  }

  public static TestPostgres newSchema() {
    String schema = "test" + NUMBER.incrementAndGet();
    String server = Server.POSTGRES.getJdbcUrl("postgres", "postgres");
    TestPostgres postgres =
        new TestPostgres(server + (server.contains("?") ? "&" : "?") + "currentSchema=" + schema);
    postgres.execute("CREATE SCHEMA " + schema);
    return postgres;
  }

  /** The name of the schema. */
  public String schema() {
    return url.replaceFirst(".*currentSchema=(\\w+).*", "$1");
  }

  public String url() {
    return url;
  }

  public InboxSettings settings(boolean sameBodyIsDuplicate, InboxLimits limits) {
    InboxPlace place = new InboxPlace.Url(url, null, null);
    return new InboxSettings(place, sameBodyIsDuplicate, Retention.DEFAULT, limits);
  }

  public InboxSettings settings(Retention retention) {
    InboxPlace place = new InboxPlace.Url(url, null, null);
    return new InboxSettings(place, true, retention, InboxLimits.DEFAULT);
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  public void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** The first column of the first row. */
  public String value(String sql) {
    return values(sql).get(0);
  }

  /** The first column of each row. */
  public List<String> values(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (result.next()) {
        values.add(String.valueOf(result.getString(1)));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
