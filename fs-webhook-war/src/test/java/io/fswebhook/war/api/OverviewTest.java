package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.json;
import static io.fswebhook.war.api.ApiServer.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Eventually;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverviewTest {

  private static final byte[] EVENT =
      "{\"eventName\":\"x\",\"version\":1,\"data\":{}}".getBytes(UTF_8);

  ApiServer server;

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    server =
        ApiServer.with(
            Map.of(
                "fs.webhook.http.forwarded", "true",
                "fs.webhook.rejections.keep-body", "true",
                "fs.webhook.tokens.weak.token", "weak",
                "fs.webhook.orgs.ORG2.signing-secrets", "of-org-2"),
            home);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void the_setup_shows_everything_but_secrets() throws Exception {
    HttpResponse<String> answer = server.get("setup");
    JsonObject setup = object(answer);

    assertThat(setup.getString("webhookUrl")).isEqualTo(server.base() + "/webhook");
    assertThat(setup.getJsonObject("secrets").getInt("general")).isEqualTo(1);
    assertThat(setup.getJsonObject("secrets").getJsonArray("organisations").getString(0))
        .isEqualTo("ORG2");
    assertThat(setup.getJsonObject("signature").getString("scheme")).isEqualTo("fullstory");
    assertThat(setup.getString("inbox")).isEqualTo("sqlite");
    assertThat(setup.getJsonArray("events")).hasSize(6);
    assertThat(setup.getJsonArray("warnings").getString(0))
        .contains("token of weak", "16 characters");
    assertThat(answer.body()).doesNotContain("of-org-2", "token-of-the");
  }

  @Test
  void behind_a_proxy_the_url_and_the_cookie_are_those_of_outside() throws Exception {
    JsonObject setup =
        object(
            server.send(
                server
                    .api("setup", ApiServer.VIEWER)
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "hooks.example.com")
                    .header("X-Forwarded-Prefix", "/fs")));
    HttpResponse<String> session =
        server.send(
            json(
                server
                    .request("/api/v1/session")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Prefix", "/fs"),
                "{\"token\":\"" + ApiServer.VIEWER + "\"}"));

    assertThat(setup.getString("webhookUrl")).isEqualTo("https://hooks.example.com/fs/webhook");
    assertThat(session.headers().firstValue("Set-Cookie").orElseThrow())
        .contains(";Path=/fs/;", ";Secure;");
  }

  @Test
  void behind_a_proxy_each_client_has_tries_of_its_own() throws Exception {
    int tries = 0; // some more than ten where they take so long that others are granted
    while (statusFrom("198.51.100.1") == 401) {
      assertThat(++tries).isLessThan(500);
    }
    assertThat(tries).isGreaterThanOrEqualTo(10);
    assertThat(statusFrom("198.51.100.2")).isEqualTo(401);
  }

  @Test
  void a_wrong_secret_is_explained() throws Exception {
    assertThat(server.deliver(EVENT, "ORG1", "of-org-2").statusCode()).isEqualTo(401);
    Eventually.holds(
        "it is kept",
        Duration.ofSeconds(30),
        () -> !object(server.get("rejections?reason=mismatch")).getJsonArray("items").isEmpty());

    JsonObject listed =
        object(server.get("rejections?reason=mismatch")).getJsonArray("items").getJsonObject(0);
    assertThat(listed.getJsonArray("findings").getJsonObject(0).getBoolean("wouldBeValid"))
        .isTrue();
    assertThat(listed.containsKey("body")).isFalse();
    assertThat(object(server.get("rejections?reason=missing")).getJsonArray("items")).isEmpty();

    JsonObject one = object(server.get("rejections/" + listed.getString("id")));
    assertThat(one.getString("body")).isEqualTo(new String(EVENT, UTF_8));
    assertThat(one.getJsonArray("findings").getJsonObject(0).getString("sentence")).isNotBlank();
    for (String id : new String[] {"999999", "0", "x", "99999999999999999999"}) {
      assertThat(server.get("rejections/" + id).statusCode()).as(id).isEqualTo(404);
    }
  }

  @Test
  void a_reason_that_does_not_exist_is_refused_and_not_answered_with_an_empty_list()
      throws Exception {
    HttpResponse<String> answer = server.get("rejections?reason=mismach");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(object(answer).getString("detail"))
        .startsWith("reason ")
        .contains(
            "malformed, malformed-payload, mismatch, missing, schema-violation, token-malformed,"
                + " token-mismatch, token-missing, too-far-in-future, too-old, unknown-organisation, unknown-stream",
            "\"mismach\"");
    assertThat(server.get("rejections?reason=malformed-payload").statusCode()).isEqualTo(200);
  }

  @Test
  void handlers_and_plugins_are_shown() throws Exception {
    JsonObject bad = object(server.get("handlers")).getJsonArray("items").getJsonObject(0);
    JsonObject plugin = object(server.get("plugins")).getJsonArray("items").getJsonObject(0);

    assertThat(bad.getString("name")).isEqualTo("Bad");
    assertThat(bad.getString("state")).isEqualTo("running");
    assertThat(bad.getString("plugin")).isEqualTo(plugin.getString("source"));
    assertThat(plugin.getString("name")).isEqualTo("test-plugin.jar");
    assertThat(plugin.getString("state")).isEqualTo("running");
    assertThat(plugin.getJsonArray("handlers")).hasSize(2);
  }

  @Test
  void a_receiver_with_a_file_is_the_only_node() throws Exception {
    JsonArray nodes = object(server.get("nodes")).getJsonArray("items");

    assertThat(nodes).hasSize(1);
    JsonObject node = nodes.getJsonObject(0);
    assertThat(node.getBoolean("self")).isTrue();
    assertThat(node.getString("state")).isEqualTo("live");
    assertThat(node.getString("name")).endsWith(" process " + ProcessHandle.current().pid());
    assertThat(node.getJsonArray("roles").getValuesAs(JsonString::getString))
        .containsExactly("receive", "store", "dispatch");
    assertThat(Instant.parse(node.getString("startedAt"))).isBefore(Instant.now());
    assertThat(node.getJsonArray("partitions")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"hour, 60, 60", "day, 600, 144", "week, 3600, 168"})
  void stats_are_in_steps_up_to_now(String range, int seconds, int steps) throws Exception {
    JsonObject stats = object(server.get("stats?range=" + range));

    assertThat(stats.getInt("stepSeconds")).isEqualTo(seconds);
    assertThat(stats.getJsonArray("steps")).hasSize(steps);
    assertThat(stats.getJsonArray("steps").getJsonObject(0).getString("at"))
        .isEqualTo(stats.getString("from"));
    assertThat(Instant.parse(stats.getString("before"))).isAfter(Instant.now());
    assertThat(stats.getJsonObject("now").getBoolean("ready")).isTrue();
  }

  private int statusFrom(String address) throws Exception {
    return server
        .send(
            server
                .request("/api/v1/stats")
                .header("Authorization", "Bearer wrong")
                .header("X-Forwarded-For", "203.0.113.1, " + address))
        .statusCode();
  }
}
