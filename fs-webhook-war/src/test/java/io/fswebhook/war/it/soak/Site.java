package io.fswebhook.war.it.soak;

import io.fswebhook.plugins.sample.servers.KafkaCluster;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is in trouble: one receiver on SQLite, or two on one PostgreSQL, or two that receive and two
 * that store behind three brokers; and their plugins.
 */
final class Site implements AutoCloseable {

  /** Behind Kafka, as many nodes only receive, and are the first ones. */
  private static final int RECEIVING = 2;

  private static final String ALL_ROLES = "receive,store,dispatch";
  private static final int BROKERS = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration LEASE = Duration.ofSeconds(4);

  private final Path folder;
  private final @Nullable PostgresServer postgres;
  private final @Nullable KafkaCluster kafka;
  private final Plugin steady;
  private final Plugin changing;
  private final List<Node> nodes = new ArrayList<>();

  private Site(Path folder, @Nullable PostgresServer postgres, @Nullable KafkaCluster kafka)
      throws IOException {
    this.folder = folder;
    this.postgres = postgres;
    this.kafka = kafka;
    this.steady = Plugin.in(folder, "Steady");
    this.changing = Plugin.in(folder, "Changing");
  }

  static Site on(String inbox, Path folder) throws Exception {
    return switch (inbox) {
      case "sqlite" -> new Site(folder, null, null).start(ALL_ROLES);
      case "postgresql" ->
          new Site(folder, PostgresServer.in(folder), null).start(ALL_ROLES, ALL_ROLES);
      default -> behindKafka(folder);
    };
  }

  private static Site behindKafka(Path folder) throws Exception {
    KafkaCluster kafka = KafkaCluster.startIn(folder.resolve("kafka"), BROKERS);
    return new Site(folder, PostgresServer.in(folder), kafka)
        .start("receive", "receive", "store,dispatch", "store,dispatch");
  }

  private Site start(String... roles) throws Exception {
    try {
      for (int i = 0; i < roles.length; i++) {
        nodes.add(node(i, roles[i]));
      }
      awaitReady();
      return this;
    } catch (Exception | AssertionError e) {
      close();
      throw e;
    }
  }

  private Node node(int number, String roles) throws IOException {
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
    if (kafka != null) {
      return Node.start(withKafka(command, roles), freePort(), null);
    }
    Optional<Path> library = FakeClock.library();
    FakeClock clock =
        library.isEmpty()
            ? null
            : FakeClock.of(command, folder.resolve("clock" + number), library.get());
    return Node.start(command, freePort(), clock);
  }

  /** Its clients rely on the system's clock. */
  private WarCommand withKafka(WarCommand command, String roles) {
    return command
        .withKafka(kafka().servers())
        .java("-Dfs.webhook.roles=" + roles)
        .java("-Dfs.webhook.kafka.partitions=6");
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

  void awaitReady() throws Exception {
    for (Node node : nodes) {
      node.awaitReady();
    }
  }

  List<Node> nodes() {
    return nodes;
  }

  Node anyNode(Random random) {
    return nodes.get(random.nextInt(nodes.size()));
  }

  /** One that has an inbox and handlers, which those that only receive have not. */
  Node anyNodeWithHandlers(Random random) {
    int first = kafka == null ? 0 : RECEIVING;
    return nodes.get(first + random.nextInt(nodes.size() - first));
  }

  /** Where deliveries are sent. */
  List<URI> webhooks() {
    List<Node> receiving = kafka == null ? nodes : nodes.subList(0, RECEIVING);
    return receiving.stream().map(node -> node.base().resolve("/webhook")).toList();
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

  KafkaCluster kafka() {
    if (kafka == null) {
      throw new IllegalStateException("this soak has no Kafka");
    }
    return kafka;
  }

  /** The handler that is always there. */
  Plugin steady() {
    return steady;
  }

  /** The handler whose jar and state change. */
  Plugin changing() {
    return changing;
  }

  /** A row of the database. */
  interface StoredRow {

    void is(String id, int number);
  }

  /** All that is stored, from the database itself. */
  void stored(StoredRow each) throws SQLException {
    String url = postgres == null ? "jdbc:sqlite:" + data().resolve("inbox.db") : postgres.url();
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false); // else PostgreSQL's driver fetches all at once
      statement.setFetchSize(10_000);
      try (ResultSet row = statement.executeQuery("SELECT id, body FROM delivery")) {
        while (row.next()) {
          each.is(row.getString(1), Attempt.numberIn(row.getBytes(2)));
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Node node : nodes) {
      node.close();
    }
    if (kafka != null) {
      kafka.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }
}
