package io.fswebhook.war.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.WarCommand;
import io.fswebhook.war.it.WarProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What {@code demo} prints, and what its receiver says of it: one demo for all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern STAYS_UP = Pattern.compile("Ctrl\\+C");

  private WarCommand command;
  private WarProcess war;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    command = WarCommand.in(folder);
    war = command.start("demo");
    war.awaitLine(STAYS_UP, START_LIMIT);
  }

  @AfterAll
  void kill() {
    war.close();
  }

  @Test
  @Order(1)
  void the_demo_shows_each_event_with_each_handler() {
    List<String> lines = war.out();
    for (String event : EventCatalogue.names()) {
      int at = lines.indexOf(event);
      assertThat(at).as(event).isNotNegative();
      assertThat(lines.get(at + 1)).startsWith("  answered: 200 stored ");
      assertThat(lines.get(at + 2)).startsWith("  LoggingHandler: ").contains(event);
      assertThat(lines.get(at + 3))
          .startsWith("  HttpForward: the target received POST ")
          .endsWith("CloudEvent com.fullstory." + event);
    }
    assertThat(lines)
        .filteredOn(line -> line.startsWith("  ChatAlert: "))
        .startsWith(
            "  ChatAlert: the chat received \"Segment alert: Visitors from Zürich\"",
            "  ChatAlert: the chat received \"Note by grace@example.com\"",
            "  ChatAlert: the chat received \"Metric alert: Slow basket\"");
  }

  /** What the demo says of each is what its receiver says of it. */
  @Test
  @Order(2)
  void the_demo_shows_what_happens_when_things_go_wrong_and_where_to_look() throws Exception {
    String token = war.awaitLine(Pattern.compile("token +(\\S+)"), LIMIT).group(1);
    String said = String.join("\n", war.out());
    URI api = war.awaitListening().resolve("/api/v1/");

    String recovered = id(said, "#/deliveries/(\\S+)\n\n3");
    Eventually.holds(
        "it has succeeded at the second attempt",
        LIMIT,
        () -> get(api, token, "deliveries/" + recovered).contains("\"attempts\":2,"));
    assertThat(get(api, token, "deliveries/" + recovered)).doesNotContain("\"state\":\"dead\"");

    Eventually.holds(
        "one dead letter",
        LIMIT,
        () -> get(api, token, "deliveries?state=dead").split("\"id\":", -1).length == 2);

    assertThat(said).contains("answered: 200 duplicate " + id(said, "#/deliveries/(\\S+)\n\n5"));

    assertThat(said).contains("answered: 401 signature-rejected");
    String sentence = id(said, "You do:\n  (.+)\n");
    assertThat(get(api, token, "rejections")).contains(sentence.replace("\"", "\\\""));

    assertThat(said).containsPattern("6\\. A stream.*\n  answered: 200 stored ");
    assertThat(said)
        .contains("LoggingHandler: stream:orders: delivery ")
        .contains("DemoOrders: /properties/session_id is ORG1:4711");
    assertThat(said).contains("answered: 401 stream-rejected");
    assertThat(get(api, token, "rejections"))
        .contains("\"token-mismatch\"", id(said, "stream-rejected.*\n  (.+)\n"));

    Eventually.holds(
        "traffic that is retried, beside that which was shown",
        LIMIT,
        () ->
            get(api, token, "deliveries?organisation=TRAFFIC&limit=100")
                .contains("\"attempts\":2,"));
    assertThat(war.err()).isEmpty();
  }

  private static String get(URI api, String token, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + token)
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String id(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }

  private static int statusOf(String uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(uri)).timeout(LIMIT).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  @Order(3)
  void the_command_that_the_demo_prints_works_while_it_stays_up() throws Exception {
    String[] arguments =
        war.awaitLine(Pattern.compile("java -jar \\S+ (send .*)"), LIMIT).group(1).split(" ", -1);
    int before = war.out().size();
    assertThat(statusOf(war.awaitLine(Pattern.compile("console +(http.*/)"), LIMIT).group(1)))
        .isEqualTo(200);
    try (WarProcess send = command.start(arguments)) {
      assertThat(send.awaitExit(LIMIT)).isZero();
      assertThat(send.out()).singleElement().asString().startsWith("200 stored ");
    }
    Eventually.holds(
        "each handler prints a line",
        LIMIT,
        () ->
            Stream.of("LoggingHandler: ", "HttpForward: ", "ChatAlert: ")
                .allMatch(
                    handler ->
                        war.out().stream()
                            .skip(before)
                            .anyMatch(line -> line.startsWith(handler))));
  }

  @Test
  @Order(4)
  void it_ends_with_0_and_nothing_left() throws Exception {
    war.terminate();
    assertThat(war.awaitExit(LIMIT)).isZero();
    assertThat(war.err()).isEmpty();
    assertThat(command.temporaryFolder()).isEmptyDirectory();
  }
}
