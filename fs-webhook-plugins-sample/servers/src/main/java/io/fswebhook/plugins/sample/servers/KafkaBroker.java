package io.fswebhook.plugins.sample.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka in KRaft mode, broker and controller in one child process, from the jars of the test
 * class path. It can be killed and started again over the same data.
 */
public final class KafkaBroker implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final int STARTS = 3;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final Path folder;
  private final int id;
  private final String cluster;
  private int port;
  private @Nullable Process process;

  private KafkaBroker(Path folder, int id, String cluster) {
    this.folder = folder;
    this.id = id;
    this.cluster = cluster;
  }

  public static KafkaBroker startIn(Path folder) throws Exception {
    KafkaBroker broker = new KafkaBroker(folder, 1, newCluster());
    try {
      broker.formatAndStart();
      return broker;
    } catch (Exception | AssertionError e) {
      broker.kill();
      throw e;
    }
  }

  static String newCluster() {
    return Uuid.randomUuid().toString();
  }

  /** Of several; formatted and not started. */
  static KafkaBroker memberOf(String cluster, int id, Path folder, List<Ports> all)
      throws Exception {
    KafkaBroker broker = new KafkaBroker(folder, id, cluster);
    broker.writeSettings(folder.resolve("data"), all);
    broker.format();
    return broker;
  }

  /** Where a broker listens, for clients and as a controller. */
  record Ports(int client, int controller) {

    /** Free ones. */
    static Ports find() throws IOException {
      try (ServerSocket client = free();
          ServerSocket controller = free()) {
        return new Ports(client.getLocalPort(), controller.getLocalPort());
      }
    }
  }

  public long pid() {
    return process == null ? 0 : process.pid();
  }

  public String servers() {
    return "127.0.0.1:" + port;
  }

  /** SIGKILL: what is acknowledged must be there afterwards all the same. */
  public void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  /** Waits until it answers. */
  public void start() throws Exception {
    launch();
    awaitAnswer();
  }

  /** Of several, the first one answers only when the second one is there. */
  void launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Stream.of(System.getProperty("it.java.options", "").trim().split("\\s+"))
        .filter(option -> !option.isEmpty())
        .forEach(command::add);
    command.addAll(
        List.of("-Xmx256m", "-Djava.io.tmpdir=" + folder, "kafka.Kafka", settings().toString()));
    ProcessBuilder kafka =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log().toFile()));
    kafka.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    process = kafka.start();
  }

  public void createTopic(String topic, int partitions) throws Exception {
    try (Admin admin = admin(START_LIMIT)) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
  }

  public Admin admin(Duration limit) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) limit.toMillis(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) limit.toMillis()));
  }

  @Override
  public void close() {
    kill();
  }

  /** Another process may take a port between the choice and the start. */
  private void formatAndStart() throws Exception {
    for (int i = 1; ; i++) {
      writeSettings(folder.resolve("data-" + i), List.of(Ports.find()));
      format();
      try {
        start();
        return;
      } catch (AssertionError e) {
        kill();
        if (i == STARTS) {
          throw e;
        }
      }
    }
  }

  private void writeSettings(Path data, List<Ports> all) throws IOException {
    Ports own = all.get(id - 1);
    port = own.client();
    StringJoiner voters = new StringJoiner(",");
    for (int i = 0; i < all.size(); i++) {
      voters.add((i + 1) + "@127.0.0.1:" + all.get(i).controller());
    }
    Files.writeString(
        settings(),
        String.format(
            Locale.ROOT,
            """
        process.roles=broker,controller
        node.id=%5$d
        controller.quorum.voters=%4$s
        controller.listener.names=CONTROLLER
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        log.dirs=%3$s
        broker.session.timeout.ms=2000
        broker.heartbeat.interval.ms=200
        auto.create.topics.enable=false
        offsets.topic.replication.factor=%6$d
        group.initial.rebalance.delay.ms=0
        group.min.session.timeout.ms=1000
        """,
            port,
            own.controller(),
            data,
            voters,
            id,
            all.size()));
  }

  private static ServerSocket free() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK));
  }

  /** By reflection: javac warns of the annotations of Scala's classes. */
  private void format() throws Exception {
    try (PrintStream out = new PrintStream(log().toFile(), UTF_8)) {
      String[] arguments = {"format", "--cluster-id", cluster, "--config", settings().toString()};
      Object exit =
          Class.forName("kafka.tools.StorageTool")
              .getMethod("execute", String[].class, PrintStream.class)
              .invoke(null, arguments, out);
      if (!Integer.valueOf(0).equals(exit)) {
        throw new IllegalStateException("format ended with " + exit + ":\n" + output());
      }
    }
  }

  /** First its port, since an admin client that finds none is busy and loud. */
  void awaitAnswer() throws Exception {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!isListening()) {
      if (process == null || !process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("Kafka does not run:\n" + output());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    try (Admin admin = admin(START_LIMIT)) {
      admin.describeCluster().nodes().get();
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getByAddress(LOOPBACK), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private Path settings() {
    return folder.resolve("server.properties");
  }

  private Path log() {
    return folder.resolve("kafka.log");
  }

  private String output() throws IOException {
    return Files.exists(log()) ? Files.readString(log()) : "";
  }
}
