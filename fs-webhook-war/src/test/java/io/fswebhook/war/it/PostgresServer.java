package io.fswebhook.war.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A real PostgreSQL of a test's own, which can be stopped, killed and made to hang. */
public final class PostgresServer implements AutoCloseable {

  private final Path data;
  private final int port;
  private EmbeddedPostgres postgres;

  private PostgresServer(Path data, int port) throws IOException {
    this.data = data;
    this.port = port;
    this.postgres = run(data, port);
  }

  /** Below the folder, on a free port. */
  public static PostgresServer in(Path folder) throws IOException {
    return new PostgresServer(folder.resolve("postgres"), FreePort.get());
  }

  /** With commits that are on disk, as a server in earnest has them. */
  private static EmbeddedPostgres run(Path data, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setPGStartupWait(Duration.ofMinutes(1))
        .start();
  }

  /** The jar of the driver, for servers that are to have it. */
  public static Path driver() throws Exception {
    return Path.of(
        Class.forName("org.postgresql.Driver")
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI());
  }

  /** For the user {@code postgres}, without a password. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** As an administrator does: cuts what is connected and goes down. */
  public void stop() throws IOException {
    postgres.close();
  }

  public void start() throws IOException {
    postgres = run(data, port);
  }

  /** All of its processes at once, as a power cut does; what it wrote stays. */
  public void kill() throws Exception {
    for (ProcessHandle process : processes()) {
      process.destroyForcibly();
    }
    for (ProcessHandle process : processes()) {
      process.onExit().join();
    }
    postgres.close();
  }

  /** It keeps its connections and takes new ones, and answers nobody. */
  public void hang() throws Exception {
    for (ProcessHandle process : processes()) {
      Signals.send("STOP", process.pid());
    }
  }

  public void goOn() throws Exception {
    for (ProcessHandle process : processes()) {
      Signals.send("CONT", process.pid());
    }
  }

  public void cutConnections() throws SQLException {
    value(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            + " WHERE application_name = 'fs-webhook'");
  }

  /** The first column of the first row. */
  public String value(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), "postgres", "");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return String.valueOf(result.getString(1));
    }
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<ProcessHandle> processes() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    return ProcessHandle.of(pid)
        .map(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList())
        .orElse(List.of());
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
