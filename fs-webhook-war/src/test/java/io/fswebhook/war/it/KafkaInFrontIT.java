package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.plugins.sample.servers.KafkaBroker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One broker, a node that only receives, and one that stores in an SQLite file. */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaInFrontIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String TOPIC = "fs-webhook-deliveries";
  private static final String TOKEN = "token-of-the-nodes";
  private static final Pattern READY = Pattern.compile("partitions \\[.+ are stored by this node");

  @TempDir static Path folder;
  private static KafkaBroker broker;
  private static WarProcess receiving;
  private static WarProcess storing;
  private static URI receiver;

  @BeforeAll
  static void startAll() throws Exception {
    broker = KafkaBroker.startIn(Files.createDirectories(folder.resolve("kafka")));
    receiving = node("receiving").java("-Dfs.webhook.roles=receive").start("serve", "--port", "0");
    receiver = receiving.awaitListening();
    storing = startStoring();
  }

  private static WarProcess startStoring() throws Exception {
    WarProcess started =
        node("storing").java("-Dfs.webhook.roles=store,dispatch").start("serve", "--port", "0");
    started.awaitListening();
    return started;
  }

  private static WarCommand node(String name) throws Exception {
    Path home = Files.createDirectories(folder.resolve(name));
    return WarCommand.in(home)
        .withSender()
        .withKafka(broker.servers())
        .java("-Dfs.webhook.home=" + home)
        .with("FS_WEBHOOK_ADMIN_TOKEN", TOKEN)
        .java("-Dfs.webhook.kafka.replication-factor=1")
        .java("-Dfs.webhook.kafka.partitions=3")
        .java("-Dfs.webhook.inbox.timeout=PT5S");
  }

  @AfterAll
  static void stopAll() {
    for (AutoCloseable each : new AutoCloseable[] {storing, receiving, broker}) {
      try {
        if (each != null) {
          each.close();
        }
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  @Order(1)
  void a_node_without_an_inbox_answers_and_another_one_stores() throws Exception {
    HttpResponse<String> answer = new Sender(receiver.resolve("/webhook")).sendNote("first");

    assertThat(answer.body()).contains("\"status\":\"stored\"");
    awaitStored(Set.of(Sender.idIn(answer)));
    assertThat(folder.resolve("receiving/data/inbox.db")).doesNotExist();
    assertThat(receiving.toString())
        .contains("has 1 replica and min.insync.replicas=1: a 200 means that one broker has");
  }

  @Test
  @Order(2)
  void each_node_knows_the_other_one_and_a_scrape_says_what_became_of_records() throws Exception {
    for (URI node : List.of(receiver, storing.awaitListening())) {
      Eventually.holds(
          node + " knows both",
          LIMIT,
          () -> {
            String nodes = api(node, "/api/v1/nodes");
            return nodes.contains("\"roles\":[\"receive\"]")
                && nodes.contains("\"roles\":[\"store\",\"dispatch\"]")
                && nodes.contains("{\"lag\":0,\"number\":2}");
          });
    }
    assertThat(api(receiver, "/metrics"))
        .contains("fs_webhook_topic_records_produced_total 1.0\n")
        .contains("fs_webhook_topic_records_acknowledged_total 1.0\n");
  }

  private static String api(URI node, String path) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(node.resolve(path))
                    .header("Authorization", "Bearer " + TOKEN)
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Test
  @Order(3)
  void a_duplicate_is_found_when_it_is_stored() throws Exception {
    Sender.Signed signed = Sender.sign("{\"eventName\":\"a\",\"data\":{\"id\":\"twice\"}}");
    Sender sender = new Sender(receiver.resolve("/webhook"));
    String first = Sender.idIn(sender.sendAsync(signed).get());
    String second = Sender.idIn(sender.sendAsync(signed).get());
    String last = Sender.idIn(sender.sendNote("after the duplicate"));

    awaitStored(Set.of(first, last));
    awaitDuplicates(1);
    assertThat(stored()).doesNotContain(second);
  }

  @Test
  @Order(4)
  void what_is_answered_while_the_storing_node_is_killed_is_stored_once() throws Exception {
    try (NoteLoad load = NoteLoad.on(List.of(receiver), 4)) {
      load.awaitMore(300);
      storing.kill();
      load.awaitMore(300);
      load.stop();
      assertThat(load.refused()).isZero();
      storing = startStoring();
      Eventually.holds("all are stored", LIMIT, () -> load.missing(stored()).isEmpty());
      awaitDuplicates(1); // that of the test before
    }
  }

  @Test
  @Order(5)
  void without_a_broker_it_answers_503_and_afterwards_200_again() throws Exception {
    Sender sender = new Sender(receiver.resolve("/webhook"));
    broker.kill();
    Eventually.holds(
        "it is not ready, and says so at once",
        LIMIT,
        () -> {
          HttpResponse<String> answer = sender.sendNote("without a broker");
          return answer.statusCode() == 503
              && answer.headers().firstValue("Retry-After").isPresent()
              && sender.get("/health/ready").statusCode() == 503;
        });
    broker.start();
    Eventually.holds(
        "it is ready again", LIMIT, () -> sender.get("/health/ready").statusCode() == 200);

    awaitStored(Set.of(Sender.idIn(sender.sendNote("with a broker again"))));
  }

  @Test
  @Order(6)
  void a_topic_that_was_made_anew_is_stored_from_its_beginning() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
      admin.deleteTopics(List.of(TOPIC)).all().get();
      Eventually.holds(
          "it is gone", LIMIT, () -> !admin.listTopics().names().get().contains(TOPIC));
      admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
    }
    storing.awaitLine(Pattern.compile("was deleted and created again"), LIMIT);
    Sender sender = new Sender(receiver.resolve("/webhook"));
    Eventually.holds(
        "it is received again",
        LIMIT,
        () -> sender.sendNote("into the new one").statusCode() == 200);

    awaitStored(Set.of(Sender.idIn(sender.sendNote("and stored"))));
  }

  @Test
  @Order(7)
  void both_stop_in_order() throws Exception {
    receiving.terminate();
    storing.terminate();

    assertThat(receiving.awaitExit(LIMIT)).isZero();
    assertThat(storing.awaitExit(LIMIT)).isZero();
    storing.awaitLine(READY, LIMIT);
  }

  private static void awaitStored(Set<String> ids) throws Exception {
    Eventually.holds(ids + " are stored", LIMIT, () -> stored().containsAll(ids));
  }

  /** They are counted some seconds later. */
  private static void awaitDuplicates(int count) throws Exception {
    Eventually.holds(
        "duplicates are counted",
        LIMIT,
        () ->
            column("SELECT coalesce(sum(duplicates), 0) FROM activity")
                .equals(Set.of(Integer.toString(count))));
  }

  private static Set<String> stored() throws SQLException {
    return column("SELECT id FROM delivery");
  }

  private static Set<String> column(String sql) throws SQLException {
    Set<String> values = new TreeSet<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("storing/data/inbox.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
