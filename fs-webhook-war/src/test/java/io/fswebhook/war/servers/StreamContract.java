package io.fswebhook.war.servers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.war.it.Sender;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What streams add to the HTTP table of docs/api.md, on whatever server. */
abstract class StreamContract extends HttpContract {

  private static final String REJECTED = "stream-rejected";

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":[{}]}", "[]", "\"ü\"", "-1.5e3", " true\n", "null"})
  @Order(26)
  void any_json_value_is_stored(String body) throws Exception {
    HttpResponse<String> first = requests().sendOrder(body);
    HttpResponse<String> again = requests().sendOrder(body);

    for (HttpResponse<String> answer : List.of(first, again)) {
      assertThat(answer.body()).contains("\"status\":\"stored\"");
    }
    assertThat(Sender.idIn(again)).isNotEqualTo(Sender.idIn(first));
  }

  @Test
  @Order(26)
  void the_same_key_is_stored_once() throws Exception {
    HttpResponse<String> first = requests().sendOrder("{\"id\":\"key\",\"n\":1}");
    HttpResponse<String> again = requests().sendOrder("{\"id\":\"key\",\"n\":2}");

    assertThat(first.body()).contains("\"status\":\"stored\"");
    assertThat(again.body()).contains("\"status\":\"duplicate\"");
    assertThat(Sender.idIn(again)).isEqualTo(Sender.idIn(first));
  }

  @Test
  @Order(26)
  void a_signature_proves_a_stream_too() throws Exception {
    byte[] body = "[\"signed\"]".getBytes(UTF_8);
    String signature = Requests.sign(body, Instant.now());

    assertThat(signed(body, signature).body()).contains("\"status\":\"stored\"");
    assertThat(signed(body, signature).body()).contains("\"status\":\"duplicate\"");
    assertProblem(signed("[]".getBytes(UTF_8), signature), 401, REJECTED);
  }

  @Test
  @Order(27)
  void every_rejection_gets_the_same_answer() throws Exception {
    Set<String> bodies = new TreeSet<>();
    for (String authorization :
        List.of("Bearer wrong", "Bearer", "Basic " + Requests.TOKEN, Requests.TOKEN)) {
      HttpResponse<String> answer =
          requests()
              .to(Requests.ORDERS)
              .with("Content-Type", "application/json")
              .with("Authorization", authorization)
              .method("POST", new byte[] {'1'});
      bodies.add(assertRejected(answer));
    }
    for (String path : List.of(Requests.ORDERS, Requests.SIGNED)) {
      bodies.add(
          assertRejected(
              requests()
                  .to(path)
                  .with("Content-Type", "application/json")
                  .method("POST", new byte[] {'1'})));
    }
    bodies.add(assertRejected(signed(new byte[] {'1'}, "nonsense")));

    assertThat(bodies).hasSize(1);
  }

  private static String assertRejected(HttpResponse<String> answer) {
    assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
    return assertProblem(answer, 401, REJECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "[1] 2", "nul", "01"})
  @Order(27)
  void what_is_no_json_value_is_answered_with_the_place(String body) throws Exception {
    assertThat(assertProblem(requests().sendOrder(body), 400, "malformed-payload"))
        .contains("\"detail\"");
  }

  @Test
  @Order(27)
  void what_violates_its_schema_is_answered_with_the_place() throws Exception {
    assertThat(
            assertProblem(
                requests().sendWithToken(Requests.CHECKED, "{\"id\":\"1\"}"),
                400,
                "schema-violation"))
        .contains("/id: type integer");
    assertThat(requests().sendWithToken(Requests.CHECKED, "{\"id\":1}").body())
        .contains("\"status\":\"stored\"");
  }

  @Test
  @Order(27)
  void what_is_not_utf_8_is_malformed() throws Exception {
    byte[] latin = "\"\u00fc\"".getBytes(ISO_8859_1);
    HttpResponse<String> answer = signed(latin, Requests.sign(latin, Instant.now()));

    assertProblem(answer, 400, "malformed-payload");
  }

  /** A megabyte is announced, and none of it sent. */
  @ParameterizedTest
  @ValueSource(strings = {Requests.ORDERS + " 401 " + REJECTED, "streams/unknown 404 not-found"})
  @Order(27)
  void a_stranger_is_answered_without_the_body(String expected) throws Exception {
    String[] parts = expected.split(" ", 3);

    assertThat(requests().announce(parts[0], 1024 * 1024, parts[2]))
        .startsWith("HTTP/1.1 " + parts[1] + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "streams",
        "streams/",
        "streams/unknown",
        "streams/Orders",
        "streams/orders/",
        "streams/orders/more",
        "streams/orders.json",
        "streams/order_s",
        "streams/%6Frders",
        "streams/orders%20",
        "streams/aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg",
      })
  @Order(28)
  void there_is_nothing_at_any_other_path(String path) throws Exception {
    assertProblem(order(path), 404, "not-found");
  }

  /** Some servers answer these themselves. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "streams%2Forders",
        "streams/%2Forders",
        "streams/x%2Forders",
        "streams/x%2F..%2Forders",
        "streams/orders%2F",
        "streams/x%5Corders",
        "streams/%5Corders",
        "streams//orders",
        "streams/./orders",
        "streams/x/../orders",
        "streams/%2e%2e/streams/orders",
        "streams/..;/streams/orders",
        "streams/orders;x=y",
        "streams;x=y/orders",
        "streams/;x=y/orders",
        "streams/orders%00",
        "streams/orders%3Bx=y",
        "webhook/../streams/orders",
        "webhook/orders",
      })
  @Order(28)
  void a_path_that_can_be_read_in_two_ways_leads_nowhere(String path) throws Exception {
    HttpResponse<String> answer = order(path);

    assertThat(answer.statusCode()).as(path).isIn(400, 404);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  private HttpResponse<String> order(String path) throws Exception {
    return requests()
        .toRaw(path)
        .with("Content-Type", "application/json")
        .with("Authorization", "Bearer " + Requests.TOKEN)
        .method("POST", new byte[] {'1'});
  }

  private HttpResponse<String> signed(byte[] body, String signature) throws Exception {
    return requests()
        .to(Requests.SIGNED)
        .with("Content-Type", "application/json")
        .with(WebhookSigner.HEADER, signature)
        .method("POST", body);
  }
}
