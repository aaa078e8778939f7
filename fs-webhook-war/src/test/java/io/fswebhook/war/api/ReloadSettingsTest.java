package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.verify.SecretFingerprint;
import io.fswebhook.war.it.Eventually;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings in a file, which change while the receiver runs. */
class ReloadSettingsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String TOKENS =
      """
      fs.webhook.admin.token = %s
      fs.webhook.tokens.ann.token = %s
      fs.webhook.tokens.ann.role = operator
      fs.webhook.tokens.vic.token = %s
      """
          .formatted(ApiServer.ADMIN, ApiServer.OPERATOR, ApiServer.VIEWER);

  @TempDir Path home;
  private ApiServer server;

  @BeforeEach
  void start() throws Exception {
    set("fs.webhook.signing-secrets = old");
    server = ApiServer.withFile(home);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_secret_is_added_and_removed_without_a_restart() throws Exception {
    assertThat(deliver("new")).isEqualTo(401);

    set("fs.webhook.signing-secrets = old, new");
    reload();
    assertThat(deliver("new")).isEqualTo(200);
    assertThat(deliver("old")).isEqualTo(200);

    set("fs.webhook.signing-secrets = new");
    reload();
    assertThat(deliver("old")).isEqualTo(401);
  }

  @Test
  void a_changed_file_is_picked_up_by_itself() throws Exception {
    Path secret = home.resolve("secret");
    Files.writeString(secret, "first\n");
    set("fs.webhook.signing-secrets-file = " + secret);
    Eventually.holds("the file counts", LIMIT, () -> deliver("first") == 200);

    Files.writeString(secret, "second\n");
    Eventually.holds("its change counts", LIMIT, () -> deliver("second") == 200);

    assertThat(deliver("first")).isEqualTo(401);
    Eventually.holds(
        "it is audited",
        LIMIT,
        () -> server.get("audit").body().contains("fs.webhook.signing-secrets"));
    assertThat(server.get("audit").body()).doesNotContain("first", "second");
  }

  @Test
  void nothing_changes_where_one_value_is_wrong_and_all_wrong_ones_are_named() throws Exception {
    set(
        """
        fs.webhook.signing-secrets = new
        fs.webhook.max-body-size = huge
        fs.webhook.retention = 3 days
        fs.webhook.handlers.Good.timeout = soon
        """);

    HttpResponse<String> answer = server.post("settings/reload", "{}");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(object(answer).getString("code")).isEqualTo("settings-refused");
    assertThat(object(answer).getString("detail"))
        .startsWith("Nothing was changed. ")
        .contains(
            "fs.webhook.max-body-size must be a whole number",
            "fs.webhook.retention must be an ISO 8601 duration",
            "fs.webhook.handlers.Good.timeout must be an ISO 8601 duration");
    assertThat(deliver("old")).isEqualTo(200);
    assertThat(deliver("new")).isEqualTo(401);
  }

  @Test
  void what_needs_a_restart_is_named_and_stays() throws Exception {
    set(
        """
        fs.webhook.signing-secrets = old
        fs.webhook.max-body-size = 10
        fs.webhook.inbox.timeout = PT9S
        """);

    assertThat(reload().getJsonArray("restartNeeded"))
        .containsExactly(Json.createValue("fs.webhook.inbox.timeout"));
    JsonObject timeout = setting("fs.webhook.inbox.timeout");
    assertThat(timeout.getBoolean("set")).isFalse();
    assertThat(timeout.getBoolean("live")).isFalse();
    assertThat(timeout.getBoolean("restartNeeded")).isTrue();
    assertThat(setting("fs.webhook.max-body-size").getString("value")).isEqualTo("10");
    assertThat(deliver("old")).isEqualTo(413);
  }

  @Test
  void how_old_a_signature_may_be_changes_without_a_restart() throws Exception {
    byte[] body =
        "{\"eventName\":\"x\",\"version\":1,\"data\":{}}".getBytes(StandardCharsets.UTF_8);
    Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
    set("fs.webhook.signing-secrets = old\nfs.webhook.signature.max-age = PT10M");
    reload();
    assertThat(server.deliver(body, "ORG1", "old", hourAgo).statusCode()).isEqualTo(401);

    set("fs.webhook.signing-secrets = old");
    reload();

    assertThat(server.deliver(body, "ORG1", "old", hourAgo).statusCode()).isEqualTo(200);
  }

  @Test
  void a_removed_token_opens_nothing_any_more() throws Exception {
    set("fs.webhook.signing-secrets = old\nfs.webhook.tokens.eve.token = token-of-eve");
    reload();
    assertThat(server.send(server.api("stats", "token-of-eve")).statusCode()).isEqualTo(200);

    set("fs.webhook.signing-secrets = old");
    reload();

    assertThat(server.send(server.api("stats", "token-of-eve")).statusCode()).isEqualTo(401);
  }

  @Test
  void a_dry_run_checks_only() throws Exception {
    set("fs.webhook.signing-secrets = old");
    JsonObject answer = object(server.post("settings/reload?dryRun=true", "{}"));
    set("fs.webhook.signing-secrets = ,");

    assertThat(answer.getBoolean("dryRun")).isTrue();
    assertThat(server.post("settings/reload?dryRun=true", "{}").statusCode()).isEqualTo(409);
  }

  @Test
  void an_operator_sees_which_secrets_are_in_use() throws Exception {
    set("fs.webhook.signing-secrets = old,new\nfs.webhook.orgs.TN1.signing-secrets = own");
    reload();
    assertThat(deliver("new")).isEqualTo(200);

    List<JsonObject> items =
        object(server.send(server.api("signing-secrets", ApiServer.OPERATOR)))
            .getJsonArray("items")
            .getValuesAs(JsonObject.class);

    assertThat(items.stream().map(each -> each.getString("id")))
        .containsExactly(
            SecretFingerprint.of("old"), SecretFingerprint.of("new"), SecretFingerprint.of("own"));
    assertThat(items.stream().map(each -> each.getString("setting")))
        .containsExactly(
            "fs.webhook.signing-secrets",
            "fs.webhook.signing-secrets",
            "fs.webhook.orgs.TN1.signing-secrets");
    assertThat(items.stream().map(each -> each.containsKey("lastUsedAt")))
        .containsExactly(false, true, false);
    assertThat(items.get(2).getString("organization")).isEqualTo("TN1");
  }

  @Test
  void a_viewer_neither_sees_secrets_in_use_nor_reloads() throws Exception {
    assertThat(server.get("signing-secrets").statusCode()).isEqualTo(403);
    assertThat(
            server
                .send(ApiServer.json(server.api("settings/reload", ApiServer.VIEWER), "{}"))
                .statusCode())
        .isEqualTo(403);
  }

  private void set(String settings) throws Exception {
    Files.writeString(home.resolve("fs-webhook.properties"), TOKENS + settings + "\n");
  }

  private JsonObject reload() throws Exception {
    HttpResponse<String> answer = server.post("settings/reload", "{}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(answer);
  }

  private int deliver(String secret) throws Exception {
    byte[] body =
        ("{\"eventName\":\"x\",\"version\":1,\"data\":{\"id\":\"" + System.nanoTime() + "\"}}")
            .getBytes(StandardCharsets.UTF_8);
    return server.deliver(body, "ORG1", secret).statusCode();
  }

  private JsonObject setting(String name) throws Exception {
    return object(server.get("settings"))
        .getJsonArray("items")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(each -> each.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }
}
