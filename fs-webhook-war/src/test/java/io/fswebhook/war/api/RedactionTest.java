package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedactionTest {

  private ApiServer server;
  private String id = "";

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    server =
        ApiServer.with(
            Map.of(
                "fs.webhook.redact",
                "/data/user/email, /data/*/phone",
                "fs.webhook.rejections.keep-body",
                "true"),
            home);
    String body =
        "{\"eventName\":\"x\",\"version\":1,\"data\":{\"user\":{\"email\":\"ann@example.com\",\"id\":7}}}";
    id = object(server.deliver(body.getBytes(UTF_8), "ORG7", ApiServer.SECRET)).getString("id");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    HttpRequest.Builder request = server.request("/api/v1/" + path);
    return server.send(request.header("Authorization", "Bearer " + token));
  }

  @ParameterizedTest
  @ValueSource(strings = {ApiServer.VIEWER, ApiServer.OPERATOR})
  void what_is_shown_is_masked_for_everybody(String token) throws Exception {
    assertThat(object(get("deliveries/" + id, token)).getString("body"))
        .isEqualTo(
            "{\"eventName\":\"x\",\"version\":1,\"data\":{\"user\":{\"email\":\"***\",\"id\":7}}}");
  }

  @Test
  void what_is_sent_on_is_whole_and_for_operators() throws Exception {
    assertThat(object(get("deliveries/" + id + "/request", ApiServer.OPERATOR)).getString("body"))
        .contains("ann@example.com");
    assertThat(get("deliveries/" + id + "/request", ApiServer.VIEWER).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deliveries", "feed", "error-groups"})
  void viewers_do_not_find_out_what_is_masked_by_searching(String list) throws Exception {
    HttpResponse<String> refused = get(list + "?text=ann%40", ApiServer.VIEWER);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(object(refused).getString("detail")).contains("fs.webhook.redact");
    assertThat(get(list, ApiServer.VIEWER).statusCode()).isEqualTo(200);
    assertThat(get(list + "?text=ann%40", ApiServer.OPERATOR).statusCode()).isEqualTo(200);
  }
}
