package io.fswebhook.plugins.sample.archive;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** A real PostgreSQL, which can be stopped and started again over the same data. */
final class PostgresServer implements AutoCloseable {

  private final Path data;
  private int port;
  private @Nullable EmbeddedPostgres server;

  private PostgresServer(Path data) {
    this.data = data;
  }

  static PostgresServer startIn(Path folder) throws IOException {
    PostgresServer server = new PostgresServer(folder.resolve("data"));
    server.start();
    return server;
  }

  void start() throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setServerConfig("listen_addresses", "127.0.0.1");
    if (port != 0) {
      builder.setPort(port);
    }
    server = builder.start();
    port = server.getPort();
  }

  void stop() throws IOException {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of each row. */
  List<@Nullable String> column(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<@Nullable String> column = new ArrayList<>();
      while (rows.next()) {
        column.add(rows.getString(1));
      }
      return column;
    }
  }

  /** The first column of the one row. */
  @Nullable String value(String query) throws SQLException {
    List<@Nullable String> column = column(query);
    if (column.size() != 1) {
      throw new AssertionError(query + " gave " + column);
    }
    return column.get(0);
  }

  @Override
  public void close() throws IOException {
    stop();
  }

  /** Without the JVM's list of drivers, from which the plugin takes its own when it stops. */
  private Connection connect() throws SQLException {
    Properties user = new Properties();
    user.setProperty("user", "postgres");
    return new Driver().connect(url(), user);
  }
}
