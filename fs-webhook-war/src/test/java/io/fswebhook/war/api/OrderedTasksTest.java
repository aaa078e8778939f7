package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.cli.Typed;
import io.fswebhook.war.it.Eventually;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API says of a handler with an order; this one gives up each delivery. */
class OrderedTasksTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private int notes;

  @Test
  void a_task_says_which_delivery_it_waits_for_and_the_handler_by_what(@TempDir Path home)
      throws Exception {
    Map<String, String> settings =
        Map.of(
            "fs.webhook.handlers.Bad.order-by", "data.key",
            "fs.webhook.handlers.Bad.order-strict", "true");
    try (ApiServer server = ApiServer.with(settings, home)) {
      String first = deliver(server, 1);
      Eventually.holds(
          "it is dead", LIMIT, () -> task(server, first).getString("state").equals("dead"));
      String second = deliver(server, 1);
      String other = deliver(server, 2);

      Eventually.holds(
          "another key goes on",
          LIMIT,
          () -> task(server, other).getString("state").equals("dead"));
      assertThat(task(server, second).getString("state")).isEqualTo("pending");
      assertThat(task(server, second).getString("waitsForDelivery")).isEqualTo(first);
      assertThat(task(server, other)).doesNotContainKey("waitsForDelivery");
      assertThat(asked(server, home, second)).containsPattern("Bad +pending +0 +0 +after " + first);
      JsonObject rule =
          named("name", object(server.get("handlers")).getJsonArray("items")).getJsonObject("rule");
      assertThat(rule.getString("orderBy")).isEqualTo("data.key");
      assertThat(rule.getBoolean("orderStrict")).isTrue();
    }
  }

  private static String asked(ApiServer server, Path home, String id) throws IOException {
    Path token = Files.writeString(home.resolve("viewer"), ApiServer.VIEWER);
    return Typed.line("delivery", id, "--url", server.base(), "--token-file", token.toString())
        .out();
  }

  private String deliver(ApiServer server, int key) throws Exception {
    String body =
        "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"id\":\"n%d\",\"key\":%d}}";
    byte[] bytes = body.formatted(notes++, key).getBytes(UTF_8);
    return object(server.deliver(bytes, "ORG1", ApiServer.SECRET)).getString("id");
  }

  private static JsonObject task(ApiServer server, String id) throws Exception {
    return named("handler", object(server.get("deliveries/" + id)).getJsonArray("tasks"));
  }

  private static JsonObject named(String member, JsonArray items) {
    return items.stream()
        .map(JsonValue::asJsonObject)
        .filter(each -> each.getString(member).equals("Bad"))
        .findFirst()
        .orElse(JsonValue.EMPTY_JSON_OBJECT);
  }
}
