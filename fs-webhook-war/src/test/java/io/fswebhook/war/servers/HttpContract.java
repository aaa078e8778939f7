package io.fswebhook.war.servers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Sender;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the HTTP table of docs/api.md that a sender can bring about, on whatever server. */
abstract class HttpContract {

  private static final String NOTE = "{\"eventName\":\"note.created\",\"version\":1,\"data\":{%s}}";

  /** To the receiver that is deployed. */
  abstract Requests requests();

  @Test
  @Order(20)
  void a_delivery_is_stored_once_however_often_it_comes() throws Exception {
    byte[] body =
        NOTE.formatted("\"id\":\"z\\u00fcrich ü\",\"created\":\"2026-01-01T00:00:00Z\"")
            .getBytes(UTF_8);
    String signature = Requests.sign(body, Instant.now().minusSeconds(2));

    HttpResponse<String> first = requests().send(body, signature);
    HttpResponse<String> again = requests().send(body, signature);
    HttpResponse<String> signedAnew = requests().send(body, Requests.sign(body, Instant.now()));

    assertThat(first.body()).contains("\"status\":\"stored\"");
    for (HttpResponse<String> answer : List.of(again, signedAnew)) {
      assertThat(answer.body()).contains("\"status\":\"duplicate\"");
      assertThat(Sender.idIn(answer)).isEqualTo(Sender.idIn(first));
    }
    assertThat(first.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(first.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  @Order(21)
  void what_is_not_known_is_stored_and_a_type_that_ends_in_json_is_taken() throws Exception {
    assertThat(requests().send("{\"eventName\":\"new.event\",\"version\":9,\"more\":[1]}").body())
        .contains("\"status\":\"stored\"");
    byte[] body = "{\"eventName\":\"new.event\",\"version\":10}".getBytes(UTF_8);
    HttpResponse<String> answer =
        requests()
            .to("webhook/")
            .with("Content-Type", "application/cloudevents+json; charset=utf-8")
            .with("X-FS-Signature", Requests.sign(body, Instant.now()))
            .method("POST", body);
    assertThat(answer.body()).contains("\"status\":\"stored\"");
  }

  @Test
  @Order(22)
  void every_rejected_signature_gets_the_same_answer() throws Exception {
    byte[] body = NOTE.formatted("\"id\":\"rejected\"").getBytes(UTF_8);
    Instant now = Instant.now();
    List<HttpResponse<String>> answers = new ArrayList<>();
    answers.add(
        requests().to("webhook").with("Content-Type", "application/json").method("POST", body));
    for (String signature :
        List.of(
            "nonsense",
            Requests.sign("{}".getBytes(UTF_8), now),
            Requests.sign(body, now.minus(Duration.ofHours(25))),
            Requests.sign(body, now.plus(Duration.ofMinutes(10))))) {
      answers.add(requests().send(body, signature));
    }
    Set<String> bodies = new TreeSet<>();
    for (HttpResponse<String> answer : answers) {
      assertProblem(answer, 401, "signature-rejected");
      bodies.add(answer.body());
    }
    assertThat(bodies).hasSize(1);
  }

  @Test
  @Order(23)
  void what_is_signed_and_no_event_is_answered_with_the_place() throws Exception {
    for (String body : List.of("[]", "{}", "{\"eventName\":1}", "{\"eventName\":\"a\"} x", "{")) {
      assertThat(assertProblem(requests().send(body), 400, "malformed-payload"))
          .contains("\"detail\"");
    }
    byte[] latin = "{\"eventName\":\"\u00fc\"}".getBytes(ISO_8859_1);
    assertProblem(
        requests().send(latin, Requests.sign(latin, Instant.now())), 400, "malformed-payload");
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook", Requests.ORDERS})
  @Order(24)
  void what_is_not_json_or_not_a_post_is_turned_away(String path) throws Exception {
    byte[] body = NOTE.formatted("").getBytes(UTF_8);
    assertProblem(requests().to(path).method("POST", body), 415, "unsupported-media-type");
    for (String type : List.of("text/plain", "no type", "application/x-www-form-urlencoded")) {
      assertProblem(
          requests().to(path).with("Content-Type", type).method("POST", body),
          415,
          "unsupported-media-type");
    }
    for (String method : List.of("GET", "PUT", "DELETE", "OPTIONS", "PATCH")) {
      HttpResponse<String> answer = requests().to(path).method(method, new byte[0]);
      assertProblem(answer, 405, "method-not-allowed");
      assertThat(answer.headers().allValues("Allow")).containsExactly("POST");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook", Requests.ORDERS})
  @Order(25)
  void what_is_too_large_is_answered_without_its_body(String path) throws Exception {
    assertThat(requests().announce(path, 1024 * 1024 + 1, "payload-too-large"))
        .startsWith("HTTP/1.1 413 ")
        .contains("application/problem+json");
  }

  @Test
  @Order(25)
  void the_largest_body_is_read() throws Exception {
    byte[] largest = new byte[1024 * 1024];
    assertProblem(
        requests().send(largest, Requests.sign(largest, Instant.now())), 400, "malformed-payload");
  }

  /** A problem document with the code; returns it. */
  static String assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as("%s %s", answer, answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "\"status\":" + status);
    return answer.body();
  }
}
