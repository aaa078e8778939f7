package io.fswebhook.war.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What tools are answered, on whatever server: health, metrics, descriptions. It comes from Jersey,
 * which on some servers is the server's own.
 */
abstract class ManagementContract extends ConsoleAndApiContract {

  @Test
  @Order(40)
  void health_is_told_to_everybody() throws Exception {
    for (String path : List.of("health/live", "health/ready")) {
      HttpResponse<String> answer = requests().get(path);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"status\":\"UP\"");
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/json");
    }
  }

  @Test
  @Order(41)
  void metrics_want_the_token() throws Exception {
    assertProblem(requests().get("metrics"), 401, "unauthorized");
    String token = Files.readString(home().resolve("admin-token")).strip();
    HttpResponse<String> answer =
        requests()
            .to("metrics")
            .with("Authorization", "Bearer " + token)
            .method("GET", new byte[0]);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("fs_webhook_deliveries_total{event=\"note.created\"")
        .containsPattern("fs_webhook_tasks\\{handler=\"\\w+\",state=\"pending\"} \\d");
  }

  @Test
  @Order(42)
  void the_descriptions_are_there_and_nothing_else_is() throws Exception {
    assertThat(requests().get("asyncapi.yaml").body()).contains("\nasyncapi:");
    assertThat(requests().get("openapi.yaml").body()).startsWith("openapi:");
    for (String path : List.of("nothing", "WEB-INF/web.xml", "health")) {
      assertThat(requests().get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertProblem(requests().get("nothing"), 404, "not-found");
    assertProblem(
        requests().to("health/live").method("DELETE", new byte[0]), 405, "method-not-allowed");
  }

  @Test
  @Order(43)
  void a_type_that_is_none_gets_a_problem_like_all_else() throws Exception {
    assertProblem(
        requests().to("nothing").with("Content-Type", "no type").method("GET", new byte[0]),
        404,
        "not-found");
  }

  @Test
  @Order(44)
  void the_subscription_of_a_handler_that_there_is_not_cannot_be_removed() throws Exception {
    String token = Files.readString(home().resolve("admin-token")).strip();
    assertProblem(
        requests()
            .to("api/v1/handlers/nobody")
            .with("Authorization", "Bearer " + token)
            .method("DELETE", new byte[0]),
        404,
        "not-found");
  }
}
