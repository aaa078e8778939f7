package io.fswebhook.war.it.soak;

import io.fswebhook.war.it.PostgresServer;
import io.fswebhook.war.it.WarCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is in trouble: one receiver on SQLite, or two on one PostgreSQL, and their plugins. */
final class Site implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration LEASE = Duration.ofSeconds(4);

  private final Path folder;
  private final @Nullable PostgresServer postgres;
  private final Plugin steady;
  private final Plugin changing;
  private final List<Node> nodes = new ArrayList<>();

  private Site(Path folder, @Nullable PostgresServer postgres) throws IOException {
    this.folder = folder;
    this.postgres = postgres;
    this.steady = Plugin.in(folder, "Steady");
    this.changing = Plugin.in(folder, "Changing");
  }

  static Site onSqlite(Path folder) throws Exception {
    return new Site(folder, null).start(1);
  }

  static Site onPostgres(Path folder) throws Exception {
    return new Site(folder, PostgresServer.in(folder)).start(2);
  }

  private Site start(int count) throws Exception {
    try {
      for (int i = 0; i < count; i++) {
        nodes.add(node(i));
      }
      for (Node node : nodes) {
        node.awaitReady();
      }
      return this;
    } catch (Exception | AssertionError e) {
      close();
      throw e;
    }
  }

  private Node node(int number) throws IOException {
    Path home = Files.createDirectories(folder.resolve("home" + number));
    Files.writeString(home.resolve("fs-webhook.properties"), settings());
    WarCommand command =
        WarCommand.in(folder)
            .withSender()
            .java("-Dfs.webhook.streams.signals.signature=required")
            .withoutPrivileges()
            .java("-Xmx256m")
            .java("-Dfs.webhook.home=" + home)
            .logTo(folder.resolve("receiver" + number + ".log"));
    Optional<Path> library = FakeClock.library();
    FakeClock clock =
        library.isEmpty()
            ? null
            : FakeClock.of(command, folder.resolve("clock" + number), library.get());
    return Node.start(command, freePort(), clock);
  }

  /** Retries go on for the whole soak: what fails here comes back. */
  private String settings() {
    String settings =
        """
        fs.webhook.plugins.dir=%s
        %s
        %s
        fs.webhook.admin.token=%s
        fs.webhook.signature.max-skew=PT3H
        fs.webhook.retry.initial-delay=PT0.2S
        fs.webhook.retry.multiplier=2
        fs.webhook.retry.max-delay=PT2S
        fs.webhook.retry.max-attempts=1000
        fs.webhook.breaker.open-for=PT2S
        fs.webhook.inbox.timeout=%s
        """
            .formatted(
                folder.resolve("plugins"),
                steady.setting(),
                changing.setting(),
                Node.TOKEN,
                TIMEOUT);
    if (postgres == null) {
      return settings;
    }
    return settings
        + """
        fs.webhook.inbox.url=%s
        fs.webhook.inbox.username=postgres
        fs.webhook.inbox.lease=%s
        """
            .formatted(postgres.url(), LEASE);
  }

  /** Below those that the system gives to clients, so that it is still free after a restart. */
  private static int freePort() {
    Random random = new Random();
    return Stream.generate(() -> 20_000 + random.nextInt(10_000))
        .limit(100)
        .filter(Site::isFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free port from 20000 to 30000"));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  List<Node> nodes() {
    return nodes;
  }

  Node anyNode(Random random) {
    return nodes.get(random.nextInt(nodes.size()));
  }

  List<URI> webhooks() {
    return nodes.stream().map(node -> node.base().resolve("/webhook")).toList();
  }

  /** Of the only receiver, on SQLite. */
  Path data() {
    return folder.resolve("home0").resolve("data");
  }

  PostgresServer postgres() {
    if (postgres == null) {
      throw new IllegalStateException("this soak runs on SQLite");
    }
    return postgres;
  }

  /** The handler that is always there. */
  Plugin steady() {
    return steady;
  }

  /** The handler whose jar and state change. */
  Plugin changing() {
    return changing;
  }

  /** The ids of all that is stored, from the database itself. */
  void stored(Consumer<String> id) throws SQLException {
    String url = postgres == null ? "jdbc:sqlite:" + data().resolve("inbox.db") : postgres.url();
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false); // else PostgreSQL's driver fetches all at once
      statement.setFetchSize(10_000);
      try (ResultSet row = statement.executeQuery("SELECT id FROM delivery")) {
        while (row.next()) {
          id.accept(row.getString(1));
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Node node : nodes) {
      node.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }
}
