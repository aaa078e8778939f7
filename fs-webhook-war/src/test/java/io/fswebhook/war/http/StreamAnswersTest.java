package io.fswebhook.war.http;

import static io.fswebhook.war.http.WebhookAnswersTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.verify.RejectionReason;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamAnswersTest {

  private static final String ORDERS = "/streams/orders";

  TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}", "[]", "1", "\"text\"", "true", "null", "", "no json"})
  void the_receiver_gets_the_stream_and_the_body_as_it_is(String body) throws Exception {
    HttpResponse<String> answer = server.send(delivery(ORDERS, body));

    assertThat(answer.body()).isEqualTo("{\"id\":\"id-1\",\"status\":\"stored\"}");
    assertThat(server.ingest.received.get(0).stream()).isEqualTo("orders");
    assertThat(server.ingest.received.get(0).body()).asString().isEqualTo(body);
  }

  @Test
  void the_webhook_is_no_stream() throws Exception {
    server.send(server.delivery(TestServer.EVENT));

    assertThat(server.ingest.received.get(0).stream()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/streams",
        "/streams/",
        "/streams/other",
        "/streams/Orders",
        "/streams/orders/",
        "/streams/orders/more",
        "/streams/orders/orders",
        "/streams/order_s",
        "/streams/orders.json",
        "/streams/./orders",
        "/streams/x/../orders",
        "/streams/../streams/orders",
        "/webhook/../streams/orders",
        "/streams/%6Frders",
        "/%73treams/orders",
        "/streams/orders%20",
        "/streams/%C3%B6",
        "/streams/orders;a=b",
        "/streams;a=b/orders",
        "/webhook/orders",
        "/streams/aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg",
      })
  void there_is_nothing_at_any_other_path(String path) throws Exception {
    HttpResponse<String> unknown = server.send(delivery("/streams/unknown", "{}"));

    HttpResponse<String> answer = server.send(delivery(path, "{}"));

    assertProblem(answer, 404, "not-found");
    assertThat(answer.body()).isEqualTo(unknown.body());
    assertThat(server.ingest.received).isEmpty();
  }

  /** What the server itself does not accept in a path. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/streams//orders",
        "//streams/orders",
        "/streams/;/orders",
        "/streams%2Forders",
        "/streams/%2Forders",
        "/streams/a%2Forders",
        "/streams/orders%2F",
        "/streams/a%5Corders",
        "/streams/orders%00",
        "/streams/%2e%2e/orders",
        "/streams/..;/streams/orders",
      })
  void a_path_that_can_be_read_in_two_ways_leads_nowhere(String path) throws Exception {
    HttpResponse<String> answer = server.send(delivery(path, "{}"));

    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
    assertThat(server.ingest.received).isEmpty();
  }

  @Test
  void a_query_makes_no_difference() throws Exception {
    assertThat(server.send(delivery(ORDERS + "?a=b", "{}")).statusCode()).isEqualTo(200);
  }

  @Test
  void a_name_has_up_to_64_characters() throws Exception {
    server.ingest.rejectsOfStream(RejectionReason.UNKNOWN_STREAM);

    assertProblem(server.send(delivery("/streams/" + "a".repeat(64), "{}")), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"})
  void other_methods_are_405_whether_there_is_the_stream_or_not(String method) throws Exception {
    for (String path : List.of(ORDERS, "/streams/unknown")) {
      HttpResponse<String> answer =
          server.send(server.request(path).method(method, BodyPublishers.noBody()));

      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().allValues("Allow")).containsExactly("POST");
    }
    assertThat(server.ingest.received).isEmpty();
    assertThat(server.ingest.refused).hasSize(2).containsOnly("method-not-allowed");
  }

  @Test
  void every_rejection_gets_the_same_answer_before_and_after_the_body() throws Exception {
    Set<String> answers = new HashSet<>();
    for (RejectionReason reason :
        EnumSet.complementOf(EnumSet.of(RejectionReason.UNKNOWN_STREAM))) {
      server.ingest.rejectsOfStream(reason);
      HttpResponse<String> answer = server.send(delivery(ORDERS, "{}"));
      assertProblem(answer, 401, "stream-rejected");
      answers.add(WebhookAnswersTest.withoutDate(answer) + answer.body());
    }
    server.ingest.admitsNot(RejectionReason.TOKEN_MISMATCH);
    HttpResponse<String> early = server.send(delivery(ORDERS, "{}"));
    answers.add(WebhookAnswersTest.withoutDate(early) + early.body());

    assertThat(answers).singleElement().asString().contains("www-authenticate=[Bearer]");
  }

  @Test
  void an_unknown_stream_and_a_wrong_name_get_the_same_answer() throws Exception {
    HttpResponse<String> unknown = server.send(delivery("/streams/unknown", "{}"));
    HttpResponse<String> wrong = server.send(delivery("/streams/WRONG", "{}"));

    assertThat(WebhookAnswersTest.withoutDate(unknown) + unknown.body())
        .isEqualTo(WebhookAnswersTest.withoutDate(wrong) + wrong.body());
  }

  @Test
  void a_stranger_is_answered_before_the_body_arrives() throws Exception {
    server.ingest.admitsNot(RejectionReason.TOKEN_MISSING);

    for (String path : List.of(ORDERS, "/streams/unknown")) {
      String head =
          "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
              .formatted(path);
      assertThat(server.raw(head, false)).containsPattern("HTTP/1.1 40[14] ");
    }
    assertThat(server.ingest.received).isEmpty();
  }

  @Test
  void what_is_too_large_is_413() throws Exception {
    String large = "1".repeat(TestServer.MAX_BODY_SIZE + 1);

    assertProblem(server.send(delivery(ORDERS, large)), 413, "payload-too-large");
    assertProblem(
        server.send(
            delivery(ORDERS, "")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(large)))),
        413,
        "payload-too-large");
  }

  @Test
  void what_is_not_json_is_415() throws Exception {
    HttpRequest.Builder request =
        server
            .request(ORDERS)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("1"));

    assertProblem(server.send(request), 415, "unsupported-media-type");
  }

  @Test
  void what_is_malformed_is_400_with_the_place() throws Exception {
    server.ingest.findsMalformed("expected a value but was nothing at $");

    HttpResponse<String> answer = server.send(delivery(ORDERS, ""));

    assertProblem(answer, 400, "malformed-payload");
    assertThat(answer.body()).contains("\"detail\":\"expected a value but was nothing at $\"");
  }

  @Test
  void an_inbox_out_of_reach_is_503_with_when_to_try_again() throws Exception {
    server.ingest.failsWith(new InboxUnavailableException("disk is full"));

    HttpResponse<String> answer = server.send(delivery(ORDERS, "{}"));

    assertProblem(answer, 503, "inbox-unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
  }

  private HttpRequest.Builder delivery(String path, String body) {
    return server
        .request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }
}
