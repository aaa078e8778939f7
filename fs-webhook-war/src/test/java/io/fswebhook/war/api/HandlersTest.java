package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Eventually;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlersTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String GONE = "Gone";

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
  void a_handler_whose_plugin_is_gone_is_listed_with_its_reason_and_what_waits_for_it()
      throws Exception {
    String id = object(server.deliver("note.created")).getString("id");
    ApiServer.leavePendingTo(GONE, home);

    JsonObject gone = handler(GONE);
    assertThat(gone.getString("state")).isEqualTo("not-running");
    assertThat(gone.getString("reason")).contains("plugin is missing", "no longer subscribed");
    assertThat(gone.getJsonObject("tasks").getInt("pending")).isEqualTo(1);
    assertThat(task(id, GONE).getString("waitingFor")).isEqualTo("not-running");
    Eventually.holds(
        "it is found",
        LONG,
        () ->
            attention("handler-not-running").stream()
                .anyMatch(item -> item.getString("text").startsWith("1 task ")));
    assertThat(server.send(server.request("/health/ready")).body())
        .contains("\"handler-not-running Gone\":\"1 task ");
    assertThat(
            server
                .send(
                    server
                        .request("/metrics")
                        .header("Authorization", "Bearer " + ApiServer.VIEWER))
                .body())
        .contains(
            "fs_webhook_attention{kind=\"handler-not-running\"} 1.0",
            "fs_webhook_attention{kind=\"no-handler-running\"} 0.0");
  }

  @Test
  void a_task_of_a_paused_handler_says_what_it_waits_for() throws Exception {
    server.post("handlers/Good/pause", "");
    String id = object(server.deliver("note.created")).getString("id");

    assertThat(task(id, "Good").getString("waitingFor")).isEqualTo("paused");
    JsonObject listed =
        object(server.get("deliveries?handler=Good")).getJsonArray("items").getJsonObject(0);
    assertThat(listed.toString()).contains("\"waitingFor\":\"paused\"");
    assertThat(attention("handler-paused"))
        .extracting(item -> item.getString("subject"))
        .containsExactly("Good");

    server.post("handlers/Good/resume", "");
    Eventually.holds(
        "it is handled",
        LONG,
        () ->
            task(id, "Good").getString("state").equals("succeeded")
                && !task(id, "Good").containsKey("waitingFor"));
  }

  @Test
  void the_present_is_counted_in_the_inbox_and_the_past_by_attempts() throws Exception {
    String id = object(server.deliver("note.created")).getString("id");
    Eventually.holds("it is dead", LONG, () -> task(id, "Bad").getString("state").equals("dead"));

    assertThat(handler("Bad").getJsonObject("tasks").toString())
        .isEqualTo("{\"dead\":1,\"pending\":0,\"retrying\":0}");
    server.post("deliveries/discard", "{\"filter\":{\"state\":\"dead\"},\"dryRun\":false}");

    assertThat(handler("Bad").getJsonObject("tasks").getInt("dead")).isZero();
    assertThat(handler("Bad").getJsonObject("sinceStart").getInt("dead")).isEqualTo(1);
    Eventually.holds("it is recorded", LONG, () -> deadInTheLastHour("Bad") == 1);
    assertThat(deadInTheLastHour("Good")).isZero();
  }

  @Test
  void what_the_target_answered_is_shown_with_the_attempt() throws Exception {
    String id = object(server.deliver("note.created")).getString("id");
    Eventually.holds("it is dead", LONG, () -> task(id, "Bad").getString("state").equals("dead"));

    assertThat(
            task(id, "Bad")
                .getJsonArray("history")
                .getJsonObject(0)
                .getJsonObject("response")
                .toString())
        .isEqualTo("{\"status\":503,\"text\":\"down\"}");
  }

  @Test
  void what_needs_attention_is_answered_while_the_inbox_is_gone() throws Exception {
    server.receiver.close();

    JsonObject answer = object(server.get("attention"));

    assertThat(answer.getBoolean("ready")).isFalse();
    assertThat(attention("inbox-unavailable")).hasSize(1);
  }

  private long deadInTheLastHour(String handler) throws Exception {
    return object(server.get("handlers/" + handler + "/activity?range=hour"))
        .getJsonArray("steps")
        .getValuesAs(JsonObject.class)
        .stream()
        .mapToLong(step -> step.getInt("dead"))
        .sum();
  }

  private List<JsonObject> attention(String kind) throws Exception {
    return object(server.get("attention"))
        .getJsonArray("items")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(item -> item.getString("kind").equals(kind))
        .toList();
  }

  private JsonObject handler(String name) throws Exception {
    return named("name", name, object(server.get("handlers")), "items");
  }

  private JsonObject task(String id, String handler) throws Exception {
    return named("handler", handler, object(server.get("deliveries/" + id)), "tasks");
  }

  private static JsonObject named(String member, String value, JsonObject in, String list) {
    return in.getJsonArray(list).getValuesAs(JsonObject.class).stream()
        .filter(each -> each.getString(member).equals(value))
        .findFirst()
        .orElseThrow();
  }
}
