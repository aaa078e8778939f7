package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.plugins.sample.servers.KafkaBroker;
import io.fswebhook.plugins.sample.servers.S3Server;
import io.fswebhook.war.it.RecipeTarget.Posted;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipes as they stand, all in the settings of one receiver, with a Kafka, an S3 server and a
 * double of the HTTP targets.
 */
@Tag("long")
class RecipesIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String BUCKET = "example-events";
  private static final String PAGED = "\"sessionUrl\":\"https://app.example.com/s/1\"";

  private static final Closer CLOSER = new Closer();

  @TempDir private static Path folder;
  private static RecipePage page;
  private static RecipeTarget target;
  private static KafkaBroker kafka;
  private static S3Server s3;
  private static WarProcess war;
  private static Sender sender;

  @BeforeAll
  static void startAll() throws Exception {
    page = RecipePage.read();
    target = new RecipeTarget();
    CLOSER.add(target::close);
    kafka = KafkaBroker.startIn(Files.createDirectory(folder.resolve("kafka")));
    CLOSER.add(kafka::close);
    for (String topic :
        List.of(
            "metric.alert",
            "note.created",
            "recording.event.custom",
            "segment.created",
            "segment.trend.alert",
            "stream-orders")) {
      kafka.createTopic("fullstory." + topic, 1);
    }
    s3 =
        S3Server.startIn(
            Files.createDirectory(folder.resolve("s3")),
            new MavenFile(MavenFile.property("it.s3proxy")).path());
    CLOSER.add(s3::close);
    s3.createBucket(BUCKET);
    Path home = folder.resolve("fs-webhook-home");
    SamplePlugins.copyAll(home.resolve("plugins"));
    Files.writeString(
        home.resolve("fs-webhook.properties"),
        page.with(target.uri(), s3.endpoint(), kafka.servers(), secrets()));
    war =
        WarCommand.in(folder)
            .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
            .start("serve", "--port", "0");
    CLOSER.add(war::close);
    sender = new Sender(war.awaitListening().resolve("/webhook"));
  }

  @AfterAll
  static void stopAll() {
    CLOSER.close();
  }

  @Test
  void there_are_ten_and_their_handlers_start() {
    assertThat(page.recipes()).hasSize(10);
    assertThat(war.out() + " " + war.err())
        .contains(
            "12 handlers started [LoggingHandler, billing, bus, checkout, crm, dashboard, lake, legacy, mirror, notes,"
                + " sales, shop], 1 problems");
  }

  @Test
  void every_event_goes_to_a_url() throws Exception {
    String note = note("every");
    String id = send(note);

    Posted posted = await("crm.example.com", "every").get(0);
    assertThat(posted.path()).isEqualTo("/crm.example.com/hooks");
    assertThat(posted.body()).isEqualTo(note);
    assertThat(posted.headers().getFirst("Authorization")).isEqualTo("Bearer token-of-crm");
    assertThat(posted.headers().getFirst("ce-id")).isEqualTo(id);
  }

  @Test
  void slack_gets_a_text_of_the_operators() throws Exception {
    send(note("<!channel> A & B"));

    assertThat(await("hooks.slack.com", "A &amp; B").get(0).body())
        .isEqualTo(
            "{\"text\":\"*ada*: &lt;!channel> A &amp; B <https://app.example.com/s/1|Watch>\"}");
  }

  @Test
  void only_one_segment_arrives() throws Exception {
    String alert =
        "{\"eventName\":\"segment.trend.alert\",\"version\":1,\"data\":{\"id\":\"t%s\",\"alertConfig\":{\"segmentName\":\"%s\"}}}";
    send(alert.formatted("1", "Everyone"));
    await("crm.example.com", "t1"); // so the other would be on its way too
    String wanted = alert.formatted("2", "Cancelled checkout flow");
    send(wanted);

    await("growth.example.com", "t2");
    assertThat(target.takenAt("growth.example.com")).containsExactly(wanted);
  }

  @Test
  void only_high_values_arrive() throws Exception {
    String added =
        "{\"eventName\":\"recording.event.custom\",\"version\":1,\"data\":{\"name\":\"Product Added\",\"properties\":{%s}}}";
    send(added.formatted(""));
    send(added.formatted("\"price_real\":49.99"));
    await("crm.example.com", "49.99");
    String wanted = added.formatted("\"price_real\":58.99");
    send(wanted);

    await("sales.example.com", "58.99");
    assertThat(target.takenAt("sales.example.com")).containsExactly(wanted);
  }

  @Test
  void the_events_of_a_user_arrive_one_after_the_other() throws Exception {
    for (int order = 1; order <= 3; order++) {
      sendOrder(
          "{\"user\":{\"id\":\"ada\"},\"order\":"
              + order
              + RecipeTarget.fails(order == 1 ? 1 : 0)
              + "}");
      sendOrder("{\"user\":{\"id\":\"bob\"},\"order\":" + order + RecipeTarget.fails(0) + "}");
    }

    Eventually.holds(
        "six orders are there", LIMIT, () -> target.takenAt("shop.example.com").size() == 6);
    List<String> got = target.at("shop.example.com").stream().map(Posted::body).toList();
    assertThat(got.stream().filter(each -> each.contains("ada")).map(RecipesIT::order))
        .containsExactly(1, 1, 2, 3);
    assertThat(got.stream().filter(each -> each.contains("bob")).map(RecipesIT::order))
        .containsExactly(1, 2, 3);
  }

  @Test
  void a_burst_is_spread() throws Exception {
    sendSegment(0);
    await("legacy.example.com", "s0"); // the first takes longer
    for (int i = 1; i <= 15; i++) {
      sendSegment(i);
    }

    Eventually.holds(
        "the segments are there", LIMIT, () -> target.at("legacy.example.com").size() == 16);
    List<Posted> got = target.at("legacy.example.com");
    assertThat(Duration.ofNanos(got.get(15).nanos() - got.get(1).nanos()))
        .isGreaterThan(Duration.ofMillis(500));
  }

  @Test
  void each_event_goes_to_its_topic() throws Exception {
    String note = note("topic");
    send(note);
    String order = "{\"user\":{\"id\":\"eve\"},\"order\":9}";
    sendOrder(order);

    TopicReader reader = new TopicReader(kafka.servers());
    assertThat(reader.awaitRecord("fullstory.note.created", "topic")).isEqualTo(note);
    assertThat(reader.awaitRecord("fullstory.stream-orders", "eve")).isEqualTo(order);
  }

  @Test
  void each_delivery_is_archived() throws Exception {
    String note = note("archived");
    String id = send(note);

    Eventually.holds(
        "the note is archived",
        LIMIT,
        () -> s3.lines(BUCKET).stream().anyMatch(line -> line.contains(id)));
    assertThat(s3.lines(BUCKET).stream().filter(line -> line.contains(id)))
        .singleElement()
        .asString()
        .contains("\"body\":" + note);
  }

  @Test
  void two_systems_have_retries_of_their_own() throws Exception {
    send(
        "{\"eventName\":\"metric.alert\",\"version\":1,\"data\":{\"id\":\"m1\""
            + RecipeTarget.fails(2)
            + "}}");

    await("billing.example.com", "m1");
    assertThat(target.at("billing.example.com"))
        .extracting(Posted::status)
        .containsExactly(503, 503, 200);
    Eventually.holds(
        "the dashboard was tried twice",
        LIMIT,
        () -> target.at("dashboard.example.com").size() == 2);
    war.awaitLine(
        Pattern.compile("handler dashboard gave up on delivery .* after attempt 2"), LIMIT);
    assertThat(target.takenAt("dashboard.example.com")).isEmpty();
  }

  @Test
  void a_test_system_gets_events_without_people() throws Exception {
    send(note("mirrored").replace("\"id\":\"n\"", "\"id\":\"mirrored-note\""));

    assertThat(await("test.example.com", "mirrored-note").get(0).body())
        .isEqualTo(
            "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"id\":\"mirrored-note\"}}");
  }

  private static List<Posted> await(String host, String text) throws Exception {
    Eventually.holds(
        text + " at " + host + " with\n" + war,
        LIMIT,
        () -> target.takenAt(host).stream().anyMatch(body -> body.contains(text)));
    return target.at(host).stream().filter(each -> each.body().contains(text)).toList();
  }

  private static String send(String body) throws Exception {
    return Sender.idIn(sender.send(body));
  }

  private static void sendSegment(int number) throws Exception {
    send("{\"eventName\":\"segment.created\",\"version\":1,\"data\":{\"id\":\"s" + number + "\"}}");
  }

  private static void sendOrder(String body) throws Exception {
    HttpResponse<String> answer = sender.sendTo("orders", body);
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private static String note(String text) {
    return "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"id\":\"n\",\"author\":\"ada\",\"text\":\""
        + text
        + "\","
        + PAGED
        + "}}";
  }

  private static int order(String body) {
    return Integer.parseInt(body.replaceFirst(".*\"order\":(\\d+).*", "$1"));
  }

  private static Path secrets() throws IOException {
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    Files.writeString(secrets.resolve("crm"), "token-of-crm\n");
    Files.writeString(secrets.resolve("orders"), Sender.TOKEN + "\n");
    Files.writeString(secrets.resolve("lake"), S3Server.SECRET + "\n");
    return secrets;
  }
}
