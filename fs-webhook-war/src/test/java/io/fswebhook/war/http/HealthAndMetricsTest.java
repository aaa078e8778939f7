package io.fswebhook.war.http;

import static io.fswebhook.war.http.WebhookAnswersTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Integrity;
import io.prometheus.metrics.core.metrics.Counter;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthAndMetricsTest {

  TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void live_is_up_whatever_the_inbox_does() throws Exception {
    server.ingest.ready = false;
    HttpResponse<String> answer = server.get("/health/live");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).isEqualTo("{\"checks\":[],\"status\":\"UP\"}");
  }

  @Test
  void ready_follows_the_inbox() throws Exception {
    HttpResponse<String> up = server.get("/health/ready");
    assertThat(up.statusCode()).isEqualTo(200);
    assertThat(up.body())
        .isEqualTo("{\"checks\":[{\"name\":\"inbox\",\"status\":\"UP\"}],\"status\":\"UP\"}");

    server.ingest.ready = false;
    HttpResponse<String> down = server.get("/health/ready");
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.body())
        .isEqualTo("{\"checks\":[{\"name\":\"inbox\",\"status\":\"DOWN\"}],\"status\":\"DOWN\"}");
  }

  @Test
  void a_damaged_inbox_is_told_and_goes_on_taking_deliveries() throws Exception {
    Instant since = Instant.parse("2026-11-27T03:00:00Z");
    server.ingest.integrity = new Integrity(Integrity.State.DAMAGED, since);

    HttpResponse<String> up = server.get("/health/ready");

    assertThat(up.statusCode()).isEqualTo(200);
    assertThat(up.body())
        .contains("\"name\":\"inbox-integrity\"")
        .contains("\"state\":\"damaged\"", "\"since\":\"2026-11-27T03:00:00Z\"");
  }

  @Test
  void other_methods_on_health_are_405() throws Exception {
    HttpResponse<String> answer = server.send(server.request("/health/live").DELETE());

    assertProblem(answer, 405, "method-not-allowed");
    assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("GET");
  }

  @Test
  void metrics_are_shown_as_text() throws Exception {
    Counter.builder().name("a_total").register(server.metrics).inc();

    HttpResponse<String> answer = server.get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain")
        .contains("version=0.0.4");
    assertThat(answer.body()).contains("a_total 1.0");
  }
}
