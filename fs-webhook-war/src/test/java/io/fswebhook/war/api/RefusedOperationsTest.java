package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.parse.EventCatalogue;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests for operations that are refused: one receiver for all, since none does anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedOperationsTest {

  ApiServer server;

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    server = ApiServer.start(home);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @AfterEach
  void nothing_was_done() throws Exception {
    assertThat(object(server.get("audit")).getJsonArray("items")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deliveries/replay | | The body must have filter as an object, had not.",
        "deliveries/replay | {} | The body must have filter as an object, had not.",
        "deliveries/replay | {\"filter\":{}} | The body must have dryRun as true or false, had not.",
        "deliveries/replay | {\"filter\":{},\"dryRun\":\"false\"} | The body must have dryRun as true or false, had not.",
        "deliveries/replay | {\"filter\":{\"stat\":\"dead\"},\"dryRun\":true} | The body must hold nothing but filter.source, filter.event, filter.state, filter.handler, filter.organisation, filter.from, filter.before, filter.text, filter.error, filter.ids, held: \"filter.stat\".",
        "deliveries/replay | {\"filter\":{\"state\":\"gone\"},\"dryRun\":true} | filter.state must be one of dead, discarded, pending, retrying, succeeded, was \"gone\".",
        "deliveries/replay | {\"filter\":{\"source\":\"queue\"},\"dryRun\":true} | filter.source must be one of stream, webhook, was \"queue\".",
        "deliveries/replay | {\"filter\":{\"from\":\"now\"},\"dryRun\":true} | filter.from must be a time such as 2026-01-31T23:59:00Z, was \"now\".",
        "deliveries/replay | {\"filter\":{\"error\":\"1f\"},\"dryRun\":true} | filter.error must be 16 hexadecimal digits, as error-groups has them, was \"1f\".",
        "deliveries/replay | {\"filter\":{\"ids\":[]},\"dryRun\":true} | The body must have filter.ids as a list of 1 to 200 different names, or null, had not.",
        "deliveries/replay | {\"filter\":{\"handler\":\"No\\r\\nbody\"},\"dryRun\":true} | There is no handler \"No??body\"; known handlers: Bad, Good.",
        "deliveries/replay | {\"filter\":{},\"handlers\":[\"Nobody\"],\"dryRun\":true} | There is no handler \"Nobody\"; known handlers: Bad, Good.",
        "deliveries/replay | {\"filter\":{},\"handlers\":[],\"dryRun\":true} | The body must have handlers as a list of 1 to 100 different names, or null, had not.",
        "deliveries/replay | {\"filter\":{},\"handlers\":[[]],\"dryRun\":true} | The body must have handlers as a list of 1 to 100 different names, or null, had not.",
        "deliveries/replay | {\"filter\":{},\"filter\":{},\"dryRun\":true} | The body must not hold a name twice, did: \"filter\".",
        "deliveries/replay | {\"filter\":{\"event\":1}} | The body must hold no numbers, did.",
        "deliveries/replay | {\"filter\":{}} x | The body must be valid JSON, was not.",
        "deliveries/replay | {\"filter\": | The body must be valid JSON, was not.",
        "deliveries/replay | [] | The body must be a JSON object, was something else.",
        "deliveries/replay | {\"filter\":[[[[[[[]]]]]]]} | The body must not be nested deeper than 5, was.",
        "deliveries/discard | {\"filter\":{\"state\":\"pending\"},\"dryRun\":true} | filter.state must be dead or absent, since only dead letters can be discarded, was pending.",
        "deliveries/discard | {\"filter\":{},\"handlers\":null,\"dryRun\":true} | The body must hold nothing but filter, dryRun, held: \"handlers\".",
        "test-events | {\"event\":\"note.created\",\"stream\":\"orders\"} | The body must have event or stream, had both.",
        "test-events | {\"stream\":\"carts\"} | stream must be one of orders, was \"carts\".",
        "test-events | {} | The body must have event as a text, had not.",
        "handlers/Good/pause | {\"x\":null} | The body must be empty, held: \"x\".",
      })
  void what_cannot_be_understood_is_400_and_does_nothing(String path, String body, String sentence)
      throws Exception {
    HttpResponse<String> answer = server.post(path, body == null ? "" : body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(object(answer).getString("detail")).isEqualTo(sentence);
  }

  @Test
  void a_test_of_an_unknown_event_is_400_with_those_that_are_known() throws Exception {
    HttpResponse<String> answer = server.post("test-events", "{\"event\":\"x\"}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(object(answer).getString("detail"))
        .startsWith("event ")
        .contains(EventCatalogue.names())
        .contains("\"x\"");
  }

  @Test
  void a_body_that_is_too_large_too_deep_or_not_utf_8_is_refused() throws Exception {
    assertThat(server.post("deliveries/replay", " ".repeat(64 * 1024 + 1)).statusCode())
        .isEqualTo(413);
    assertThat(server.post("deliveries/replay", "[".repeat(60_000)).statusCode()).isEqualTo(400);
    assertThat(server.post("deliveries/replay", "{\"a\":".repeat(10_000)).statusCode())
        .isEqualTo(400);
    HttpResponse<String> answer =
        server.send(
            server
                .api("deliveries/replay", ApiServer.OPERATOR)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, '"', '}'})));
    assertThat(object(answer).getString("detail")).contains("UTF-8");
  }

  @Test
  void a_delivery_that_is_not_there_is_not_replayed() throws Exception {
    assertThat(server.post("deliveries/none/replay", "").statusCode()).isEqualTo(404);
  }
}
