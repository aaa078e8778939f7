package io.fswebhook.plugins.sample.kafka;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka in KRaft mode, broker and controller in one child process, from the jars of the test
 * class path. It can be killed and started again over the same data.
 */
final class KafkaBroker implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final int STARTS = 3;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final Path folder;
  private int port;
  private @Nullable Process process;

  private KafkaBroker(Path folder) {
    this.folder = folder;
  }

  static KafkaBroker startIn(Path folder) throws Exception {
    KafkaBroker broker = new KafkaBroker(folder);
    try {
      broker.formatAndStart();
      return broker;
    } catch (Exception | AssertionError e) {
      broker.kill();
      throw e;
    }
  }

  String servers() {
    return "127.0.0.1:" + port;
  }

  /** SIGKILL: what is acknowledged must be there afterwards all the same. */
  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  /** Waits until it answers. */
  void start() throws Exception {
    ProcessBuilder kafka =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + folder,
                "kafka.Kafka",
                settings().toString())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log().toFile()));
    kafka.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    process = kafka.start();
    awaitAnswer();
  }

  void createTopic(String topic, int partitions) throws Exception {
    try (Admin admin = admin(START_LIMIT)) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
  }

  Admin admin(Duration limit) {
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
      writeSettings(folder.resolve("data-" + i));
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

  private void writeSettings(Path data) throws IOException {
    try (ServerSocket client = free();
        ServerSocket controller = free()) {
      port = client.getLocalPort();
      int controllerPort = controller.getLocalPort();
      Files.writeString(
          settings(),
          """
          process.roles=broker,controller
          node.id=1
          controller.quorum.voters=1@127.0.0.1:%2$d
          controller.listener.names=CONTROLLER
          listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
          advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
          log.dirs=%3$s
          broker.session.timeout.ms=2000
          broker.heartbeat.interval.ms=200
          auto.create.topics.enable=false
          offsets.topic.replication.factor=1
          """
              .formatted(port, controllerPort, data));
    }
  }

  private static ServerSocket free() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK));
  }

  /** By reflection: javac warns of the annotations of Scala's classes. */
  private void format() throws Exception {
    try (PrintStream out = new PrintStream(log().toFile(), UTF_8)) {
      String[] arguments = {
        "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", settings().toString()
      };
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
  private void awaitAnswer() throws Exception {
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
