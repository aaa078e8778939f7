package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.cli.Typed;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules tried on what is stored: deliveries of three values, and one of another event. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleTrialsTest {

  private ApiServer server;
  private String note = "";

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    server =
        ApiServer.with(
            Map.of(
                "fs.webhook.redact", "/data/email",
                "fs.webhook.handlers.Good.events", "metric.*",
                "fs.webhook.handlers.Bad.filter", "data.value > 100"),
            home);
    note = deliver("note.created", "1");
    deliver("metric.alert", "50");
    deliver("metric.alert", "150");
    deliver("metric.alert", "\"much\"");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String deliver(String event, String value) throws Exception {
    String body =
        "{\"eventName\":\"%s\",\"version\":1,\"data\":{\"value\":%s,\"email\":\"ann@example.com\"}}";
    return object(
            server.deliver(body.formatted(event, value).getBytes(UTF_8), "ORG1", ApiServer.SECRET))
        .getString("id");
  }

  @Test
  void each_delivery_that_the_handler_subscribes_to_says_what_the_filter_makes_of_it()
      throws Exception {
    JsonObject trial = tried("data.value > 100", null);

    assertThat(outcomes(trial)).containsExactly("failed", "matches", "unmatched");
    assertThat(trial.getInt("lookedAt")).isEqualTo(4);
    assertThat(trial.getBoolean("complete")).isTrue();
    assertThat(items(trial).get(0).getString("error")).isNotBlank().doesNotContain("much");
  }

  @Test
  void a_body_is_made_where_the_filter_matches() throws Exception {
    JsonObject trial = tried("data.value = 50", "{'value': data.value, 'of': $orgId}");

    assertThat(outcomes(trial)).containsExactly("unmatched", "unmatched", "matches");
    assertThat(items(trial).get(2).getString("result")).isEqualTo("{\"value\":50,\"of\":\"ORG1\"}");
  }

  @Test
  void a_filter_knows_what_is_masked_and_a_body_shows_it_masked() throws Exception {
    JsonObject trial = tried("data.email = 'ann@example.com'", "data.email");

    assertThat(items(trial))
        .allSatisfy(each -> assertThat(each.getString("result")).isEqualTo("***"));
  }

  @Test
  void a_long_result_is_cut_and_nothing_is_said() throws Exception {
    assertThat(items(tried(null, "$pad('', 5000, 'x')")).get(0).getString("result"))
        .hasSize(2_001)
        .endsWith("x…");
    assertThat(items(tried(null, "data.missing")).get(0).getString("error"))
        .isEqualTo("the body makes nothing");
  }

  @Test
  void an_expression_that_never_ends_does() throws Exception {
    JsonObject trial = tried("($f := function($n){$f($n + 1)}; $f(0))", null);

    assertThat(outcomes(trial)).containsOnly("failed");
  }

  @Test
  void nothing_is_recorded_and_viewers_may_not() throws Exception {
    tried("true", null);

    assertThat(object(server.get("audit")).getJsonArray("items")).isEmpty();
    HttpResponse<String> refused =
        server.send(
            ApiServer.json(
                server.api("handlers/Good/try", ApiServer.VIEWER), "{\"filter\":\"true\"}"));
    assertThat(refused.statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | must have filter or body, had neither",
        "{\"filter\":\"data.value >\"} | must have filter as a JSONata expression, had not: Unexpected end of expression at character 12",
        "{\"body\":\"{\"} | must have body as a JSONata expression",
        "{\"filter\":\"\"} | must have filter as a text of 1 to 10000 characters",
      })
  void a_rule_that_is_none_is_refused_with_the_place(String json, String detail) throws Exception {
    HttpResponse<String> refused = server.post("handlers/Good/try", json);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(object(refused).getString("detail")).contains(detail);
  }

  @Test
  void a_delivery_says_why_other_handlers_have_no_task() throws Exception {
    JsonObject delivery = object(server.get("deliveries/" + note));

    assertThat(delivery.getJsonArray("unmatched").toString()).isEqualTo("[\"Bad\"]");
    assertThat(delivery.getJsonArray("notSubscribed").toString())
        .isEqualTo("[{\"handler\":\"Good\",\"reason\":\"events\"}]");
  }

  @Test
  void the_command_says_why_too(@TempDir Path folder) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), ApiServer.VIEWER);

    Typed typed =
        Typed.line("delivery", note, "--url", server.base(), "--token-file", token.toString());

    assertThat(typed.out())
        .contains(
            "No task for Bad: its filter did not match.",
            "No task for Good: its setting events leaves this event out.");
  }

  private JsonObject tried(@Nullable String filter, @Nullable String body) throws Exception {
    var rule = Json.createObjectBuilder();
    if (filter != null) {
      rule.add("filter", filter);
    }
    if (body != null) {
      rule.add("body", body);
    }
    HttpResponse<String> answer = server.post("handlers/Good/try", rule.build().toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(answer);
  }

  private static List<JsonObject> items(JsonObject trial) {
    return trial.getJsonArray("items").getValuesAs(JsonObject.class);
  }

  private static List<String> outcomes(JsonObject trial) {
    return items(trial).stream().map(each -> each.getString("outcome")).toList();
  }
}
