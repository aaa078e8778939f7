package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.STREAM;
import static io.fswebhook.war.api.ApiServer.STREAM_TOKEN;
import static io.fswebhook.war.api.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Eventually;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the API shows of streams. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsTest {

  ApiServer server;
  Path home = Path.of("");

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    home = folder;
    server =
        ApiServer.with(
            Map.of(
                "fs.webhook.rejections.keep-body", "true",
                "fs.webhook.streams.carts.header", "X-Cart",
                "fs.webhook.streams.carts.tokens", "token-of-carts",
                "fs.webhook.streams.carts.signature", "required",
                "fs.webhook.streams.carts.duplicate-key", "/id,/time"),
            folder);
    server.deliver("note.created");
    server.deliver("stream:orders");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void the_setup_shows_streams_without_their_tokens() throws Exception {
    HttpResponse<String> answer = server.get("setup");
    List<JsonObject> streams = object(answer).getJsonArray("streams").getValuesAs(JsonObject.class);

    assertThat(object(answer).getString("streamsUrl")).isEqualTo(server.base() + "/streams/");
    assertThat(streams).extracting(each -> each.getString("name")).containsExactly("carts", STREAM);
    JsonObject carts = streams.get(0);
    assertThat(carts.getString("header")).isEqualTo("X-Cart");
    assertThat(carts.getString("headerValue")).isEqualTo("<token>");
    assertThat(carts.getString("signature")).isEqualTo("required");
    assertThat(carts.getJsonArray("duplicateKey").getValuesAs(JsonString::getString))
        .containsExactly("/id", "/time");
    JsonObject orders = streams.get(1);
    assertThat(orders.getString("headerValue")).isEqualTo("Bearer <token>");
    assertThat(orders.getInt("tokens")).isEqualTo(2);
    assertThat(orders.getString("tokensSetting")).isEqualTo("fs.webhook.streams.orders.tokens");
    assertThat(answer.body()).doesNotContain(STREAM_TOKEN, "token-of-carts", "another-token");
  }

  @Test
  void a_test_of_a_stream_is_received_like_any_other_request_and_marked() throws Exception {
    for (String stream : List.of(STREAM, "carts")) {
      HttpResponse<String> answer = server.post("test-events", "{\"stream\":\"" + stream + "\"}");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      HttpResponse<String> shown = server.get("deliveries/" + object(answer).getString("id"));
      JsonObject delivery = object(shown);
      assertThat(delivery.getString("source")).isEqualTo("stream");
      assertThat(delivery.getString("event")).isEqualTo("stream:" + stream);
      assertThat(delivery.getBoolean("test")).isTrue();
      assertThat(delivery.getString("body")).contains("signal_version");
      assertThat(shown.body()).doesNotContain(STREAM_TOKEN, "token-of-carts");
      JsonObject action = object(server.get("audit")).getJsonArray("items").getJsonObject(0);
      assertThat(action.getString("target")).isEqualTo("event stream:" + stream);
    }
  }

  @Test
  void streams_are_listed_and_replayed_apart_from_webhooks() throws Exception {
    String id = object(server.deliverTo(STREAM, STREAM_TOKEN, "[1]")).getString("id");

    assertThat(sources("source=stream")).containsOnly("stream").isNotEmpty();
    assertThat(sources("source=webhook")).containsExactly("webhook", "webhook");
    JsonObject dry =
        object(
            server.post(
                "deliveries/replay",
                "{\"filter\":{\"source\":\"stream\",\"ids\":[\"" + id + "\"]},\"dryRun\":true}"));
    assertThat(dry.getInt("deliveries")).isEqualTo(1);
    JsonObject none =
        object(
            server.post(
                "deliveries/replay",
                "{\"filter\":{\"source\":\"webhook\",\"ids\":[\"" + id + "\"]},\"dryRun\":false}"));
    JsonObject operation = object(server.get("operations/" + none.getString("operation")));
    assertThat(operation.getJsonObject("filter").getString("source")).isEqualTo("webhook");
    assertThat(operation.getInt("matched")).isZero();
  }

  @Test
  void a_violation_of_the_schema_is_flagged_in_the_list_and_told_in_the_detail() throws Exception {
    String id = object(server.deliverTo(STREAM, STREAM_TOKEN, "{}")).getString("id");
    Eventually.holds(
        "it is in the database",
        Duration.ofSeconds(30),
        () -> server.get("deliveries/" + id).statusCode() == 200);
    assertThat(object(server.get("deliveries/" + id)).containsKey("schemaError")).isFalse();
    violate(id);

    JsonObject listed =
        object(server.get("deliveries?source=stream")).getJsonArray("items").stream()
            .map(each -> each.asJsonObject())
            .filter(each -> each.getString("id").equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(listed.getBoolean("violatesSchema")).isTrue();
    assertThat(listed.containsKey("schemaError")).isFalse();
    assertThat(object(server.get("deliveries/" + id)).getString("schemaError"))
        .isEqualTo("/id: is missing");
  }

  @Test
  void a_rejected_token_is_explained_and_not_shown() throws Exception {
    assertThat(server.deliverTo(STREAM, STREAM_TOKEN + "x", "{}").statusCode()).isEqualTo(401);
    assertThat(server.deliverTo("order", "x", "{}").statusCode()).isEqualTo(404);
    JsonObject mismatch = rejection("token-mismatch");
    JsonObject unknown = rejection("unknown-stream");

    assertThat(code(mismatch)).isEqualTo("token-appended");
    assertThat(mismatch.getString("header")).isEqualTo("Authorization: Bearer …[16 characters]");
    assertThat(code(unknown)).isEqualTo("unknown-stream");
    HttpResponse<String> one = server.get("rejections/" + mismatch.getString("id"));
    assertThat(code(object(one))).isEqualTo("token-appended");
    assertThat(one.body()).doesNotContain(STREAM_TOKEN);
  }

  private JsonObject rejection(String reason) throws Exception {
    String path = "rejections?reason=" + reason;
    Eventually.holds(
        "it is kept",
        Duration.ofSeconds(30),
        () -> !object(server.get(path)).getJsonArray("items").isEmpty());
    return object(server.get(path)).getJsonArray("items").getJsonObject(0);
  }

  private static String code(JsonObject rejection) {
    return rejection.getJsonArray("findings").getJsonObject(0).getString("code");
  }

  private List<String> sources(String query) throws Exception {
    return object(server.get("deliveries?limit=200&" + query)).getJsonArray("items").stream()
        .map(each -> each.asJsonObject().getString("source"))
        .toList();
  }

  private void violate(String id) throws Exception {
    ApiServer.change(home, "UPDATE delivery SET schema_error = '/id: is missing' WHERE id = ?", id);
  }
}
