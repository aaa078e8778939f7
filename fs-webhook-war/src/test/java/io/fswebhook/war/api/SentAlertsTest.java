package io.fswebhook.war.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.alert.MailDouble;
import io.fswebhook.war.api.ChatDouble.Posted;
import io.fswebhook.war.it.Eventually;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentAlertsTest {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  ChatDouble chat;
  MailDouble mail;
  ApiServer server;

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    chat = new ChatDouble();
    mail = new MailDouble();
    Map<String, String> settings = new HashMap<>(mail.settingsOfTarget("night"));
    settings.putAll(
        Map.of(
            "fs.webhook.alerts.ops.url",
            chat.url("/secret-path"),
            "fs.webhook.alerts.pager.url",
            chat.url("/pager"),
            "fs.webhook.alerts.pager.format",
            "cloudevent",
            "fs.webhook.alerts.pager.kinds",
            "handler-paused",
            "fs.webhook.alerts.pager.signing-secret",
            "whsec_" + Base64.getEncoder().encodeToString(KEY),
            "fs.webhook.alerts.console-url",
            "https://hooks.example.com/console/"));
    server = ApiServer.with(settings, home);
  }

  @AfterAll
  void stop() {
    server.close();
    chat.close();
    mail.close();
  }

  @Test
  void an_alert_arrives_once_when_it_opens_and_once_when_it_is_resolved() throws Exception {
    server.post("handlers/Good/pause", "{}");
    Eventually.holds("opened", LIMIT, () -> !chat.posted("/pager", ".opened").isEmpty());
    Eventually.holds("told", LIMIT, () -> !chat.posted("/secret-path", "Good").isEmpty());
    Eventually.holds("mailed", LIMIT, () -> !mail.received("Handler paused: Good").isEmpty());
    assertThat(chat.posted("/secret-path", "Good").get(0).body())
        .contains("Good is paused.", "handler-paused", "<https://hooks.example.com/console/|");
    Posted opened = chat.posted("/pager", ".opened").get(0);
    JsonObject event = Json.createReader(new StringReader(opened.body())).readObject();
    assertThat(event.getString("type")).isEqualTo("io.fswebhook.alert.opened");
    assertThat(event.getString("subject")).isEqualTo("Good");
    assertThat(opened.headers().getFirst("Content-Type")).isEqualTo("application/cloudevents+json");
    assertThat(opened.headers().getFirst("webhook-signature")).isEqualTo(signature(opened));

    server.post("handlers/Good/resume", "{}");
    Eventually.holds("resolved", LIMIT, () -> !chat.posted("/pager", ".resolved").isEmpty());
    assertThat(chat.posted("/pager", ".opened")).hasSize(1);
    assertThat(chat.posted("/pager", ".resolved")).hasSize(1);
    Eventually.holds("mailed", LIMIT, () -> !mail.received("Resolved: Handler").isEmpty());
    assertThat(mail.received("Handler paused: Good")).hasSize(2);
    assertThat(chat.posted("/pager", "\"kind\""))
        .allSatisfy(each -> assertThat(each.body()).contains("handler-paused"));
  }

  @Test
  void a_wrong_signature_of_a_known_organisation_is_an_alert() throws Exception {
    server.deliver("note.created");
    server.deliver("{}".getBytes(UTF_8), "ORG1", "wrong");
    server.deliver("{}".getBytes(UTF_8), "STRANGER", "wrong");

    Eventually.holds("told", LIMIT, () -> !chat.posted("/secret-path", "ORG1").isEmpty());
    assertThat(server.get("attention").body())
        .contains("known-sender-rejected")
        .doesNotContain("STRANGER");
  }

  @Test
  void the_address_and_the_secret_of_a_target_are_not_shown() throws Exception {
    String settings = server.get("settings").body();

    assertThat(settings).contains("fs.webhook.alerts.ops.url").doesNotContain("secret-path");
    assertThat(settings).doesNotContain(Base64.getEncoder().encodeToString(KEY));
    assertThat(settings).contains("fs.webhook.smtp.password").doesNotContain(MailDouble.PASSWORD);
  }

  private static String signature(Posted posted) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    String before =
        posted.headers().getFirst("webhook-id")
            + "."
            + posted.headers().getFirst("webhook-timestamp")
            + ".";
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal((before + posted.body()).getBytes(UTF_8)));
  }
}
