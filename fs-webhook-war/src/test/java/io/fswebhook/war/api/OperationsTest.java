package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.parse.EventCatalogue;
import io.fswebhook.war.it.Eventually;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void what_is_deleted_is_gone_and_what_was_looked_for_is_written_nowhere() throws Exception {
    String id = delivered();
    String filter = "{\"filter\":{\"ids\":[\"" + id + "\"],\"text\":\"{\"},\"dryRun\":";
    assertThat(object(server.post("deliveries/delete", filter + "true}")).getInt("deliveries"))
        .isEqualTo(1);

    JsonObject answer = object(server.post("deliveries/delete", filter + "false}"));

    assertThat(answer.getInt("deleted")).isEqualTo(1);
    assertThat(answer.getString("status")).isEqualTo("done");
    assertThat(server.get("deliveries/" + id).statusCode()).isEqualTo(404);
    assertThat(youngestAction())
        .isEqualTo("ann operator delete deliveries: text …, ids " + id + " -");
    JsonObject shown = object(server.get("operations/" + answer.getString("operation")));
    assertThat(shown.getString("kind")).isEqualTo("delete");
    assertThat(shown.getJsonObject("filter").getString("text")).isEqualTo("…");
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

  @Test
  void test_events_come_in_by_the_front_door_and_are_marked() throws Exception {
    for (String event : EventCatalogue.names()) {
      sendTest(event);
    }
  }

  private void sendTest(String event) throws Exception {
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
