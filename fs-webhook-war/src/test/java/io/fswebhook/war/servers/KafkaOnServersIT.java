package io.fswebhook.war.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.fswebhook.plugins.sample.servers.KafkaBroker;
import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.MavenFile;
import io.fswebhook.war.it.SamplePlugins;
import io.fswebhook.war.it.Sender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The WAR with a broker in front of its inbox, on a server with modules and on one with class
 * loaders of its own; on all of them with {@code -Dit.kafka.servers=all}.
 */
@Tag("server")
@Tag("long")
class KafkaOnServersIT {

  private static final Path WAR = Path.of(Distribution.property("it.war"));
  private static final String PRODUCER = "org.apache.kafka.clients.producer.KafkaProducer";
  private static final String ONE_REPLICA = "has 1 replica and min.insync.replicas=1";
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir private static Path brokers;
  private static KafkaBroker broker;

  @TempDir private Path folder;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = KafkaBroker.startIn(brokers);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  static Stream<ServerContract> servers() {
    Stream<ServerContract> usual = Stream.of(new WildFlyIT(), new LibertyIT());
    return System.getProperty("it.kafka.servers", "").equals("all")
        ? Stream.concat(usual, others())
        : usual;
  }

  private static Stream<ServerContract> others() {
    return Stream.of(
        new Tomcat10IT(),
        new Tomcat11IT(),
        new TomEeIT(),
        new Jetty120IT(),
        new Jetty121IT(),
        new GlassFishIT(),
        new PayaraIT(),
        new PayaraMicroIT());
  }

  @ParameterizedTest
  @MethodSource("servers")
  void what_goes_through_kafka_is_stored_handled_and_leaves_nothing_behind(ServerContract contract)
      throws Exception {
    Server server = layOut(contract);
    Requests requests = new Requests(server.uri(ServerContract.CONTEXT));
    try (ServerProcess process = ServerProcess.start(server, List.of())) {
      process.awaitLog(server.ready());
      server.warmUp();
      assertGoesThroughKafka(requests, process, "before");
      if (server.canRedeploy()) {
        deployAgain(server, requests, process);
      }
      process.stop();
      List<String> ownWarnings = new ArrayList<>(server.ownWarnings());
      ownWarnings.add(ONE_REPLICA);
      ServerLog.assertQuiet(process.log(), ownWarnings);
    }
  }

  /** As its page says, and with Kafka. */
  private Server layOut(ServerContract contract) throws Exception {
    contract.refuses(Runtime.version().feature()).ifPresent(why -> abort(why));
    Distribution distribution = contract.distribution();
    Server server;
    try {
      server = contract.layOut(distribution, folder.resolve("server"));
    } catch (MavenFile.UnavailableException e) {
      return abort(distribution.coordinates() + " cannot be had");
    }
    Path reader = Files.createDirectories(folder.resolve("reader"));
    Files.copy(WAR, reader.resolve("fs-webhook.war"));
    SamplePlugins.copyJar("logging", reader.resolve("my-plugin.jar"));
    DeployPage.of(server.page()).run("my-plugin.jar", reader, server.variables());
    Files.writeString(
        server.home(ServerContract.CONTEXT).resolve("fs-webhook.properties"),
        """

        fs.webhook.kafka.bootstrap-servers=%s
        fs.webhook.kafka.topic=on-%s
        fs.webhook.kafka.replication-factor=1
        """
            .formatted(broker.servers(), topic(distribution)),
        StandardOpenOption.APPEND);
    return server;
  }

  private static String topic(Distribution distribution) {
    return distribution.name().toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private static void assertGoesThroughKafka(Requests requests, ServerProcess process, String event)
      throws Exception {
    try {
      Eventually.holds(
          "deployed", LIMIT, () -> requests.status("health/ready") == 200 || !process.isAlive());
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + ":\n" + process.log(), e);
    }
    String id = Sender.idIn(requests.send("{\"eventName\":\"" + event + "\"}"));
    process.awaitLog(event + ": delivery " + id);
    assertThat(process.log()).contains(ONE_REPLICA, "are stored by this node");
  }

  private static void deployAgain(Server server, Requests requests, ServerProcess process)
      throws Exception {
    Leftovers leftovers = Leftovers.of(process, server, requests);
    server.undeploy(ServerContract.CONTEXT);
    leftovers.awaitNoThreadAndNoFile(LIMIT);
    assertThat(leftovers.jvm().threads("kafka-")).isEmpty();
    server.deploy(WAR, ServerContract.CONTEXT);
    assertGoesThroughKafka(requests, process, "after");
    leftovers.awaitOneLoader(LIMIT);
    assertThat(leftovers.jvm().copiesOf(PRODUCER)).isBetween(1, 1 + server.keptLoaders());
  }
}
