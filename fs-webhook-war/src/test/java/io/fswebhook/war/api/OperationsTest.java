package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.war.it.Eventually;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTest {

  private static final String DEAD = "{\"filter\":{\"state\":\"dead\"},\"dryRun\":";

  @TempDir Path home;
  ApiServer server;

  @BeforeEach
  void start() throws Exception {
    server = ApiServer.start(home);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void one_is_replayed_to_all_that_had_it_once_each() throws Exception {
    String id = delivered();

    HttpResponse<String> answer = server.post("deliveries/" + id + "/replay", "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"begunAgain\":2,\"broughtForward\":0}");
    awaitHandled();
    for (JsonObject task : tasks(id)) {
      assertThat(task.getInt("replays")).isEqualTo(1);
      assertThat(task.getJsonArray("history")).hasSize(2);
    }
    assertThat(youngestAction()).isEqualTo("ann operator replay delivery " + id + " -");
  }

  @Test
  void one_is_replayed_to_chosen_handlers() throws Exception {
    String id = delivered();

    assertThat(server.post("deliveries/" + id + "/replay", "{\"handlers\":[\"Good\"]}").body())
        .isEqualTo("{\"begunAgain\":1,\"broughtForward\":0}");
    awaitHandled();
    assertThat(tasks(id))
        .extracting(each -> each.getString("handler") + each.getInt("replays"))
        .containsExactly("Bad0", "Good1");
    assertThat(youngestAction()).isEqualTo("ann operator replay delivery " + id + " to Good");
  }

  @Test
  void many_are_counted_first_and_then_replayed() throws Exception {
    delivered();
    delivered();

    assertThat(server.post("deliveries/replay", DEAD + "true}").body())
        .isEqualTo("{\"deliveries\":2,\"dryRun\":true,\"tasks\":{\"dead\":2}}");
    assertThat(object(server.get("audit")).getJsonArray("items")).isEmpty();

    HttpResponse<String> answer = server.post("deliveries/replay", DEAD + "false}");
    assertThat(answer.body())
        .isEqualTo(
            "{\"begunAgain\":2,\"broughtForward\":0,\"dryRun\":false,\"operation\":\""
                + object(answer).getString("operation")
                + "\",\"status\":\"done\"}");
    assertThat(youngestAction()).isEqualTo("ann operator replay deliveries: state dead -");
    awaitHandled();
    String operation = object(answer).getString("operation");
    JsonObject shown = object(server.get("operations/" + operation));
    assertThat(shown.getString("id")).isEqualTo(operation);
    assertThat(shown.getString("kind") + " " + shown.getString("state")).isEqualTo("replay done");
    assertThat(shown.getInt("matched")).isEqualTo(2);
    assertThat(shown.getInt("done")).isEqualTo(2);
    assertThat(shown.getInt("failed")).isEqualTo(2); // it gives up each time
    assertThat(shown.getInt("succeeded") + shown.getInt("open")).isZero();
    assertThat(shown.getString("who") + " " + shown.getString("role")).isEqualTo("ann operator");
    assertThat(shown.getJsonObject("filter")).hasToString("{\"state\":\"dead\"}");
    assertThat(object(server.get("operations")).getJsonArray("items")).containsExactly(shown);
    HttpResponse<String> cancelled = server.post("operations/" + operation + "/cancel", "");
    assertThat(object(cancelled)).isEqualTo(shown); // it has ended
    assertThat(server.get("operations/99999999999999999999").statusCode()).isEqualTo(404);
  }

  @Test
  void chosen_ones_are_replayed_and_those_with_a_text_or_a_kind_of_error() throws Exception {
    String one = delivered();
    String other = delivered();

    assertThat(bulk("deliveries/replay", "\"ids\":[\"" + one + "\",\"none\"],\"handler\":\"Bad\""))
        .isEqualTo(1);
    awaitHandled();
    assertThat(tasks(one).get(0).getInt("replays")).isEqualTo(1);
    assertThat(tasks(other).get(0).getInt("replays")).isZero();
    assertThat(youngestAction())
        .isEqualTo("ann operator replay deliveries: handler Bad, ids " + one + " none -");
    JsonObject group =
        object(server.get("error-groups?handler=Bad")).getJsonArray("items").getJsonObject(0);
    assertThat(group.getInt("count")).isEqualTo(2);
    assertThat(group.getString("text")).contains("<b>never</b>");
    String error = "\"state\":\"dead\",\"error\":\"" + group.getString("error") + "\"";
    assertThat(bulk("deliveries/replay", error)).isEqualTo(2);
    awaitHandled();
    assertThat(bulk("deliveries/replay", "\"text\":\"no such text\"")).isZero();
    assertThat(bulk("deliveries/discard", "\"text\":\"NOTE.created\"")).isEqualTo(2);
    assertThat(object(server.get("error-groups")).getJsonArray("items")).isEmpty();
  }

  /** How many tasks were changed. */
  private int bulk(String path, String filter) throws Exception {
    HttpResponse<String> answer =
        server.post(path, "{\"filter\":{" + filter + "},\"dryRun\":false}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(server.get("operations/" + object(answer).getString("operation"))).getInt("done");
  }

  @Test
  void dead_ones_are_counted_first_and_then_discarded() throws Exception {
    String id = delivered();

    String handler = "{\"filter\":{\"handler\":\"Bad\",\"event\":\"note.created\"},\"dryRun\":";
    assertThat(server.post("deliveries/discard", handler + "true}").body())
        .isEqualTo("{\"deliveries\":1,\"dryRun\":true,\"tasks\":{\"dead\":1}}");
    JsonObject discarded = object(server.post("deliveries/discard", handler + "false}"));
    assertThat(discarded.getInt("discarded")).isEqualTo(1);
    assertThat(discarded.getString("status")).isEqualTo("done");
    assertThat(tasks(id).get(0).getString("state")).isEqualTo("discarded");
    assertThat(youngestAction())
        .isEqualTo(
            "ann operator discard deliveries: event note.created, state dead, handler Bad -");
  }

  @Test
  void a_handler_is_paused_and_goes_on() throws Exception {
    HttpResponse<String> answer = server.post("handlers/Good/pause", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    assertThat(stateOfGood()).isEqualTo("paused");
    assertThat(youngestAction()).isEqualTo("ann operator pause handler Good -");

    assertThat(server.post("handlers/Good/resume", "{}").statusCode()).isEqualTo(204);
    assertThat(stateOfGood()).isEqualTo("running");
    assertThat(youngestAction()).isEqualTo("ann operator resume handler Good -");

    assertThat(server.post("handlers/Nobody/pause", "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "segment.created",
        "segment.trend.alert",
        "recording.event.custom",
        "note.created",
        "metric.alert",
        "nativemobile.event.crash"
      })
  void a_test_event_comes_in_by_the_front_door_and_is_marked(String event) throws Exception {
    JsonObject answer = object(server.post("test-events", "{\"event\":\"" + event + "\"}"));

    assertThat(answer.getString("status")).isEqualTo("stored");
    JsonObject delivery = object(server.get("deliveries/" + answer.getString("id")));
    assertThat(delivery.getString("event")).isEqualTo(event);
    assertThat(delivery.getBoolean("test")).isTrue();
    assertThat(delivery.getJsonObject("headers").getString("Fs-Webhook-Test")).isEqualTo("ann");
    assertThat(youngestAction()).isEqualTo("ann operator test-event event " + event + " -");
    assertThat(object(server.post("test-events", "{\"event\":\"" + event + "\"}")).getString("id"))
        .isNotEqualTo(answer.getString("id"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deliveries/replay | | The body must have filter as an object, had not.",
        "deliveries/replay | {} | The body must have filter as an object, had not.",
        "deliveries/replay | {\"filter\":{}} | The body must have dryRun as true or false, had not.",
        "deliveries/replay | {\"filter\":{},\"dryRun\":\"false\"} | The body must have dryRun as true or false, had not.",
        "deliveries/replay | {\"filter\":{\"stat\":\"dead\"},\"dryRun\":true} | The body must hold nothing but filter.source, filter.event, filter.state, filter.handler, filter.organisation, filter.from, filter.before, filter.text, filter.error, filter.ids, held: \"filter.stat\".",
        "deliveries/replay | {\"filter\":{\"state\":\"gone\"},\"dryRun\":true} | filter.state must be one of dead, discarded, pending, retrying, succeeded, was \"gone\".",
        "deliveries/replay | {\"filter\":{\"source\":\"queue\"},\"dryRun\":true} | filter.source must be one of stream, webhook, was \"queue\".",
        "deliveries/replay | {\"filter\":{\"from\":\"now\"},\"dryRun\":true} | filter.from must be a time such as 2026-01-31T23:59:00Z, was \"now\".",
        "deliveries/replay | {\"filter\":{\"error\":\"1f\"},\"dryRun\":true} | filter.error must be 16 hexadecimal digits, as error-groups has them, was \"1f\".",
        "deliveries/replay | {\"filter\":{\"ids\":[]},\"dryRun\":true} | The body must have filter.ids as a list of 1 to 200 different names, or null, had not.",
        "deliveries/replay | {\"filter\":{\"handler\":\"No\\r\\nbody\"},\"dryRun\":true} | There is no handler \"No??body\"; known handlers: Bad, Good.",
        "deliveries/replay | {\"filter\":{},\"handlers\":[\"Nobody\"],\"dryRun\":true} | There is no handler \"Nobody\"; known handlers: Bad, Good.",
        "deliveries/replay | {\"filter\":{},\"handlers\":[],\"dryRun\":true} | The body must have handlers as a list of 1 to 100 different names, or null, had not.",
        "deliveries/replay | {\"filter\":{},\"handlers\":[[]],\"dryRun\":true} | The body must have handlers as a list of 1 to 100 different names, or null, had not.",
        "deliveries/replay | {\"filter\":{},\"filter\":{},\"dryRun\":true} | The body must not hold a name twice, did: \"filter\".",
        "deliveries/replay | {\"filter\":{\"event\":1}} | The body must hold no numbers, did.",
        "deliveries/replay | {\"filter\":{}} x | The body must be valid JSON, was not.",
        "deliveries/replay | {\"filter\": | The body must be valid JSON, was not.",
        "deliveries/replay | [] | The body must be a JSON object, was something else.",
        "deliveries/replay | {\"filter\":[[[[[[[]]]]]]]} | The body must not be nested deeper than 5, was.",
        "deliveries/discard | {\"filter\":{\"state\":\"pending\"},\"dryRun\":true} | filter.state must be dead or absent, since only dead letters can be discarded, was pending.",
        "deliveries/discard | {\"filter\":{},\"handlers\":null,\"dryRun\":true} | The body must hold nothing but filter, dryRun, held: \"handlers\".",
        "test-events | {\"event\":\"note.created\",\"stream\":\"orders\"} | The body must have event or stream, had both.",
        "test-events | {\"stream\":\"carts\"} | stream must be one of orders, was \"carts\".",
        "test-events | {} | The body must have event as a text, had not.",
        "handlers/Good/pause | {\"x\":null} | The body must be empty, held: \"x\".",
      })
  void what_cannot_be_understood_is_400_and_does_nothing(String path, String body, String sentence)
      throws Exception {
    HttpResponse<String> answer = server.post(path, body == null ? "" : body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(object(answer).getString("detail")).isEqualTo(sentence);
    assertThat(object(server.get("audit")).getJsonArray("items")).isEmpty();
  }

  @Test
  void a_test_of_an_unknown_event_is_400_with_those_that_are_known() throws Exception {
    HttpResponse<String> answer = server.post("test-events", "{\"event\":\"x\"}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(object(answer).getString("detail"))
        .startsWith("event ")
        .contains(EventCatalogue.names())
        .contains("\"x\"");
  }

  @Test
  void a_body_that_is_too_large_too_deep_or_not_utf_8_is_refused() throws Exception {
    assertThat(server.post("deliveries/replay", " ".repeat(64 * 1024 + 1)).statusCode())
        .isEqualTo(413);
    assertThat(server.post("deliveries/replay", "[".repeat(60_000)).statusCode()).isEqualTo(400);
    assertThat(server.post("deliveries/replay", "{\"a\":".repeat(10_000)).statusCode())
        .isEqualTo(400);
    HttpResponse<String> answer =
        server.send(
            server
                .api("deliveries/replay", ApiServer.OPERATOR)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, '"', '}'})));
    assertThat(object(answer).getString("detail")).contains("UTF-8");
  }

  @Test
  void a_delivery_that_is_not_there_is_not_replayed() throws Exception {
    assertThat(server.post("deliveries/none/replay", "").statusCode()).isEqualTo(404);
    assertThat(object(server.get("audit")).getJsonArray("items")).isEmpty();
  }

  private String delivered() throws Exception {
    String id = object(server.deliver("note.created")).getString("id");
    awaitHandled();
    return id;
  }

  private void awaitHandled() throws Exception {
    Eventually.holds(
        "handled",
        Duration.ofSeconds(30),
        () ->
            object(server.get("deliveries?state=pending")).getJsonArray("items").isEmpty()
                && object(server.get("deliveries?state=retrying")).getJsonArray("items").isEmpty());
  }

  private List<JsonObject> tasks(String id) throws Exception {
    return object(server.get("deliveries/" + id))
        .getJsonArray("tasks")
        .getValuesAs(JsonObject.class);
  }

  private String stateOfGood() throws Exception {
    return object(server.get("handlers"))
        .getJsonArray("items")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(each -> each.getString("name").equals("Good"))
        .findFirst()
        .orElseThrow()
        .getString("state");
  }

  private String youngestAction() throws Exception {
    JsonObject entry = object(server.get("audit?limit=1")).getJsonArray("items").getJsonObject(0);
    return String.join(
        " ",
        entry.getString("who"),
        entry.getString("role"),
        entry.getString("action"),
        entry.getString("target"),
        entry.getString("detail", "-"));
  }
}
