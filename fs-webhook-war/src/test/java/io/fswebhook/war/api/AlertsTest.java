package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Eventually;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsTest {

  private static final String PAUSED = "alerts?state=open&kind=handler-paused&subject=Good";

  ApiServer server;

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    server = ApiServer.start(home);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void a_paused_handler_is_an_alert_that_is_acknowledged_with_a_note() throws Exception {
    server.post("handlers/Good/pause", "{}");
    Eventually.holds("it is open", Duration.ofSeconds(30), () -> !items(PAUSED).isEmpty());
    JsonObject alert = items(PAUSED).getJsonObject(0);
    assertThat(alert.getString("state")).isEqualTo("open");
    assertThat(alert.getString("advice")).isNotBlank();

    String path = "alerts/" + alert.getString("id");
    HttpResponse<String> answer = server.post(path + "/acknowledge", "{\"note\":\"on it\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject acknowledged = object(server.get(path)).getJsonObject("acknowledged");
    assertThat(acknowledged.getString("by")).isEqualTo("ann");
    assertThat(acknowledged.getString("note")).isEqualTo("on it");
    Eventually.holds(
        "the overview knows",
        Duration.ofSeconds(30),
        () -> items("attention").toString().contains("\"note\":\"on it\""));
    assertThat(items("attention").toString()).contains(alert.getString("id"));
    assertThat(items("audit").getJsonObject(0).getString("action")).isEqualTo("acknowledge");
    assertThat(items("audit").getJsonObject(0).getString("detail")).isEqualTo("on it");
  }

  @Test
  void wrong_requests_are_refused() throws Exception {
    assertThat(server.get("alerts?state=x").body()).contains("state must be one of open, resolved");
    assertThat(server.get("alerts?kind=x").statusCode()).isEqualTo(400);
    assertThat(server.get("alerts/none").statusCode()).isEqualTo(404);
    assertThat(server.post("alerts/99/acknowledge", "{}").statusCode()).isEqualTo(404);
    assertThat(server.post("alerts/99/acknowledge", "{\"x\":1}").statusCode()).isEqualTo(400);
    assertThat(
            server
                .send(ApiServer.json(server.api("alerts/99/acknowledge", ApiServer.VIEWER), "{}"))
                .statusCode())
        .isEqualTo(403);
  }

  private JsonArray items(String path) throws Exception {
    return object(server.get(path)).getJsonArray("items");
  }
}
