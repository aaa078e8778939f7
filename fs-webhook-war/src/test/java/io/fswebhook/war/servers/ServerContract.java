package io.fswebhook.war.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.fswebhook.war.alert.MailDouble;
import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.MavenFile;
import io.fswebhook.war.it.RecorderPlugin;
import io.fswebhook.war.it.SamplePlugins;
import io.fswebhook.war.it.Samples;
import io.fswebhook.war.it.Sender;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What has to hold on every server for the WAR as it was built. The server is laid out as its page
 * in {@code docs/deploy} says, started once, and once more for what waits.
 */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(ServerTable.class)
abstract class ServerContract extends ManagementContract {

  static final String CONTEXT = "fs-webhook";
  static final Duration LIMIT = Duration.ofMinutes(5);
  static final int SLOW_BODIES = 300; // more than each of the servers has threads for

  private static final Path WAR = Path.of(Distribution.property("it.war"));

  private final Distribution distribution;
  private final ForwardTarget target = new ForwardTarget();
  private final MailDouble mail = new MailDouble();

  private Path folder;
  private Server server;
  private ServerProcess process;
  private RecorderPlugin recorder;
  private Requests requests;

  ServerContract(Distribution distribution) {
    this.distribution = distribution;
  }

  final Distribution distribution() {
    return distribution;
  }

  /** Makes an instance in the folder, without the WAR. */
  abstract Server layOut(Distribution distribution, Path folder) throws Exception;

  /** Why the server itself does not run on a JDK, if it does not. */
  Optional<String> refuses(int jdk) {
    return Optional.empty();
  }

  /** Whether the build fails when the server cannot be had. */
  private boolean mustBeThere() {
    return getClass().isAnnotationPresent(DefaultServer.class);
  }

  @Override
  final Requests requests() {
    return requests;
  }

  @Override
  final Path home() {
    return server.home(CONTEXT);
  }

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    refuses(Runtime.version().feature()).ifPresent(ServerContract::skip);
    try {
      server = layOut(distribution, folder.resolve("server"));
    } catch (MavenFile.UnavailableException e) {
      if (mustBeThere()) {
        throw e;
      }
      skip(distribution.coordinates() + " cannot be had");
    }
    target.start();
    followThePage();
    requests = new Requests(server.uri(CONTEXT));
    startServer();
  }

  private void startServer() throws Exception {
    process = ServerProcess.start(server, List.of());
    process.awaitLog(server.ready());
    server.warmUp();
    awaitDeployed();
  }

  private static void skip(String why) {
    abort(why);
  }

  private void followThePage() throws Exception {
    Path reader = Files.createDirectories(folder.resolve("reader"));
    Files.copy(WAR, reader.resolve("fs-webhook.war"));
    SamplePlugins.copyJar("logging", reader.resolve("my-plugin.jar"));
    DeployPage.of(server.page()).run("my-plugin.jar", reader, server.variables());
    assertThat(Files.getPosixFilePermissions(home().resolve("fs-webhook.properties")))
        .as("what holds the secret is for its owner alone")
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    SamplePlugins.copyJars("forward", server.lib());
    recorder = RecorderPlugin.dropInto(folder.resolve("recorder"), folder.resolve("handled.txt"));
    Path schema = Files.writeString(folder.resolve("schema.json"), Requests.SCHEMA);
    Files.writeString(
        home().resolve("fs-webhook.properties"),
        """

        fs.webhook.retry.initial-delay=PT0.2S
        fs.webhook.handlers.HttpForward.url=%s
        fs.webhook.alerts.ops.kinds=handler-paused
        %s
        %s
        %s
        """
            .formatted(
                target.uri(), mail.lines("ops"), recorder.setting(), Requests.streams(schema)),
        StandardOpenOption.APPEND);
  }

  private void awaitDeployed() throws Exception {
    try {
      Eventually.holds(
          "deployed on " + distribution.name(),
          LIMIT,
          () -> requests.status("health/ready") == 200 || !process.isAlive());
      assertThat(process.isAlive()).isTrue();
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + ":\n" + process.log(), e);
    }
  }

  @AfterAll
  void end() throws IOException {
    if (process != null) {
      process.close();
    }
    target.close();
    mail.close();
  }

  @Test
  @Order(10)
  void the_log_says_which_folders_are_watched() throws Exception {
    process.awaitLog("Looking for plugins in the server's lib folder " + server.lib());
    process.awaitLog("Looking for plugins in " + home().resolve("plugins"));
  }

  @Test
  @Order(11)
  void the_log_says_where_the_console_and_the_token_are() throws Exception {
    process.awaitLog(
        "Deployed at /fs-webhook/webhook of this server's address, console at"
            + " /fs-webhook/console/, admin token in "
            + home().resolve("admin-token"));
  }

  @Test
  @Order(12)
  void an_alert_is_mailed_whatever_mail_the_server_has_itself() throws Exception {
    assertThat(toHandler("pause").statusCode()).isEqualTo(204);
    Eventually.holds(
        "mailed", LIMIT, () -> !mail.received("Handler paused: HttpForward").isEmpty());
    assertThat(toHandler("resume").statusCode()).isEqualTo(204);
  }

  private HttpResponse<String> toHandler(String verb) throws Exception {
    return requests
        .to("api/v1/handlers/HttpForward/" + verb)
        .with("Authorization", "Bearer " + Files.readString(home().resolve("admin-token")).strip())
        .with("Content-Type", "application/json")
        .method("POST", "{}".getBytes(UTF_8));
  }

  @Test
  @Order(30)
  void every_sample_reaches_plugins_of_the_servers_lib_folder_and_of_the_receivers()
      throws Exception {
    Files.move(
        folder.resolve("recorder/recorder.jar"), home().resolve("plugins").resolve("recorder.jar"));
    process.awaitLog("provides handler Recorder");
    target.forget();
    Map<String, String> sent = new TreeMap<>();
    for (Map.Entry<String, String> sample : Samples.byEvent().entrySet()) {
      sent.put(Sender.idIn(requests.send(sample.getValue())), sample.getValue());
    }
    String order = "[\"an order\", {\"id\": 1}]";
    sent.put(Sender.idIn(requests.sendOrder(order)), order);
    target.awaits(sent.values());
    Eventually.holds("all are recorded", LIMIT, () -> recorder.handled().size() == sent.size());
    for (RecorderPlugin.Handled handled : recorder.handled()) {
      assertThat(handled.body()).isEqualTo(sent.get(handled.id()));
    }
    for (String event : Samples.byEvent().keySet()) {
      process.awaitLog(event + ": delivery ");
    }
    process.awaitLog("stream:orders: delivery ");
  }

  @Test
  @Order(45)
  void while_many_send_their_bodies_slowly_others_are_answered() throws Exception {
    requests.sendSlowly(
        SLOW_BODIES,
        () -> {
          assertThat(requests.send("{\"eventName\":\"while.slow\"}").statusCode()).isEqualTo(200);
          assertThat(requests.get("health/ready").statusCode()).isEqualTo(200);
        });
  }

  @Test
  @Order(50)
  void while_the_inbox_is_out_of_reach_deliveries_are_to_come_again_later() throws Exception {
    Path inbox = home().resolve("data").resolve("inbox.db");
    Path away = home().resolve("data").resolve("away.db");
    Files.move(inbox, away);
    var answers =
        List.of(
            requests.send("{\"eventName\":\"while.away\"}"), requests.sendOrder("\"while away\""));
    Files.move(away, inbox);

    for (var answer : answers) {
      assertProblem(answer, 503, "inbox-unavailable");
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    }
    awaitDeployed();
    assertThat(requests.send("{\"eventName\":\"while.back\"}").statusCode()).isEqualTo(200);
    assertThat(requests.sendOrder("\"while back\"").statusCode()).isEqualTo(200);
  }

  @Test
  @Order(60)
  void taken_away_and_deployed_again_twice_it_leaves_nothing_behind() throws Exception {
    Leftovers leftovers = Leftovers.of(process, server, requests);
    for (int round = 1; round <= 2 && server.canRedeploy(); round++) {
      server.undeploy(CONTEXT);
      leftovers.awaitNoThreadAndNoFile(LIMIT);
      server.deploy(WAR, CONTEXT);
      awaitDeployed();
    }
    leftovers.awaitOneLoader(LIMIT);
  }

  @Test
  @Order(70)
  void what_waits_at_the_stop_is_handled_after_the_next_start() throws Exception {
    String body = "{\"eventName\":\"waits\",\"version\":1}";
    target.refuse();
    Sender.idIn(requests.send(body));
    String order = "\"waits\"";
    Sender.idIn(requests.sendOrder(order));
    target.awaitsRefusal();
    process.stop();
    String firstLog = process.log();
    target.accept();

    startServer();
    target.awaits(List.of(body, order));
    process.stop();

    String log = firstLog + "\n" + process.log();
    ServerLog.assertQuiet(log, server.ownWarnings());
    assertThat(log).doesNotContain(Requests.TOKEN);
  }
}
