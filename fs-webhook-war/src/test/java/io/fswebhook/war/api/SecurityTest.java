package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.json;
import static io.fswebhook.war.api.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.api.Described.Operation;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations are those of openapi.yaml, so that a new one is never forgotten. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityTest {

  ApiServer server;

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    server = ApiServer.start(home);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static Stream<Operation> guarded() {
    Described described = new Described();
    return described.operations().stream().filter(described::needsToken);
  }

  static Stream<Operation> changing() {
    return guarded()
        .filter(operation -> !operation.method().equals("GET"))
        .filter(operation -> !operation.path().endsWith("/session")); // SessionTest
  }

  @Test
  void there_are_operations_to_look_at() {
    assertThat(guarded().count()).isGreaterThan(15);
    assertThat(changing().count()).isGreaterThan(5);
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void nothing_is_shown_or_done_without_a_right_token(Operation operation) throws Exception {
    for (String authorization :
        List.of(
            "",
            "Bearer",
            "Bearer ",
            "Bearer wrong",
            "Basic " + ApiServer.ADMIN,
            ApiServer.ADMIN,
            "Bearer " + ApiServer.ADMIN + "x",
            "Bearer " + ApiServer.ADMIN.substring(1))) {
      HttpRequest.Builder request =
          request(operation).header(ServerUsers.ADDRESS, operation + authorization);
      HttpResponse<String> answer =
          server.send(
              authorization.isEmpty() ? request : request.header("Authorization", authorization));

      assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
      assertThat(object(answer).getString("code")).isEqualTo("unauthorized");
      assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
    }
    assertThat(actions()).isZero();
  }

  @ParameterizedTest
  @MethodSource("changing")
  void a_viewer_does_nothing(Operation operation) throws Exception {
    HttpResponse<String> answer =
        server.send(request(operation).header("Authorization", "Bearer " + ApiServer.VIEWER));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(object(answer).getString("code")).isEqualTo("forbidden");
    assertThat(actions()).isZero();
  }

  @ParameterizedTest
  @MethodSource("changing")
  void nothing_is_done_for_a_cookie_without_a_csrf_token(Operation operation) throws Exception {
    HttpResponse<String> session =
        server.send(
            json(server.request("/api/v1/session"), "{\"token\":\"" + ApiServer.OPERATOR + "\"}"));
    HttpRequest.Builder request =
        request(operation).header("Cookie", SessionTest.cookieOf(session));
    HttpResponse<String> answer = server.send(request);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(object(answer).getString("code")).isEqualTo("csrf");
    assertThat(server.send(request.copy().header("X-CSRF-Token", "wrong")).statusCode())
        .isEqualTo(403);
    assertThat(actions()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/deliveries/",
        "/api/v1;a=b/deliveries",
        "/api;x/v1/deliveries",
        "/api/v1/deliveries;token=x",
        "/%61pi/v1/deliveries",
        "/api/v1/%64eliveries",
        "/metrics;a=b",
        "/%6detrics"
      })
  void no_way_to_write_a_path_leads_around_the_guard(String path) throws Exception {
    String answer = server.raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

    assertThat(answer.substring(0, 12)).isIn("HTTP/1.1 401", "HTTP/1.1 404", "HTTP/1.1 400");
    assertThat(answer).doesNotContain("items", "fs_webhook_");
  }

  @Test
  void nothing_that_was_sent_becomes_a_header() throws Exception {
    String evil = "x%0d%0aSet-Cookie:%20a=b";
    for (String path :
        List.of(
            "deliveries?cursor=" + evil,
            "deliveries?" + evil + "=1",
            "deliveries?event=" + evil,
            "rejections?reason=" + evil,
            "stats?range=" + evil)) {
      HttpResponse<String> answer = server.get(path);
      assertThat(answer.headers().map()).as(path).doesNotContainKey("set-cookie");
      assertThat(answer.body()).doesNotContain("\r", "\n");
    }
    HttpResponse<String> answer =
        server.send(
            server
                .api("handlers", ApiServer.VIEWER)
                .header("If-None-Match", "\"a\", garbage, W/\"")
                .header("Accept-Language", "<script>"));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void answers_are_kept_out_of_caches_and_browsers_do_not_guess() throws Exception {
    for (String path : List.of("deliveries", "session", "nothing")) {
      HttpResponse<String> answer = server.get(path);
      assertThat(answer.headers().firstValue("Cache-Control")).as(path).contains("no-store");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
  }

  @Test
  void the_metrics_are_for_any_token() throws Exception {
    assertThat(
            server
                .send(
                    server
                        .request("/metrics")
                        .header("Authorization", "bearer " + ApiServer.VIEWER))
                .statusCode())
        .isEqualTo(200);
    assertThat(server.send(server.request("/metrics")).statusCode()).isEqualTo(401);
  }

  @Test
  void public_metrics_need_no_token_and_open_nothing_else(@TempDir Path home) throws Exception {
    try (ApiServer open = ApiServer.with(Map.of("fs.webhook.metrics.public", "true"), home)) {
      assertThat(open.send(open.request("/metrics")).statusCode()).isEqualTo(200);
      assertThat(open.send(open.request("/api/v1/stats")).statusCode()).isEqualTo(401);
    }
  }

  private HttpRequest.Builder request(Operation operation) {
    String path = operation.path().replace("{id}", "1").replace("{name}", "Good");
    HttpRequest.Builder request = server.request(path);
    return operation.method().equals("POST")
        ? json(request, "{}")
        : request.method(operation.method(), BodyPublishers.noBody());
  }

  private int actions() throws Exception {
    return object(server.get("audit")).getJsonArray("items").size();
  }
}
