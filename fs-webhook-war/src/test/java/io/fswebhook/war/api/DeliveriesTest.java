package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Eventually;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveriesTest {

  ApiServer server;
  String id = "";

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    server = ApiServer.start(home);
    for (int i = 0; i < 5; i++) {
      server.deliver("note.created");
    }
    HttpResponse<String> answer =
        server.deliver(
            "{\"eventName\":\"acme <b>\",\"version\":1,\"data\":{\"text\":\"<script>Needle</script>\"}}"
                .getBytes(UTF_8),
            "ORG7",
            ApiServer.SECRET);
    id = object(answer).getString("id");
    Eventually.holds(
        "everything handled",
        Duration.ofSeconds(30),
        () -> items("deliveries?state=pending").isEmpty());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void a_list_begins_with_the_youngest_and_is_gone_through_page_by_page() throws Exception {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < 10 && cursor != null; page++) {
      JsonObject answer = object(server.get("deliveries?limit=2&cursor=" + cursor));
      ids.addAll(
          answer.getJsonArray("items").getValuesAs(JsonObject.class).stream()
              .map(each -> each.getString("id"))
              .toList());
      cursor = answer.getString("nextCursor", null);
    }

    assertThat(ids).hasSize(6).doesNotHaveDuplicates().startsWith(id);
  }

  @ParameterizedTest
  @CsvSource({
    "source=webhook, 6",
    "source=webhook&event=note.created, 5",
    "source=stream, 0",
    "source=, 6",
    "event=note.created, 5",
    "event=acme+%3Cb%3E, 1",
    "organisation=ORG7, 1",
    "organisation=ORG8, 0",
    "state=dead, 6",
    "state=succeeded, 6",
    "state=discarded, 0",
    "handler=Good&state=dead, 0",
    "handler=Bad&state=dead&limit=3, 3",
    "handler=nobody, 0",
    "text=needle, 1",
    "text=%3Cscript%3E, 1",
    "text=%25, 0",
    "error=0000000000000000, 0",
    "from=2020-01-01T00:00:00Z, 6",
    "from=1970-01-01T00:00:00Z&before=9999-12-31T23:59:59Z, 6",
    "before=2020-01-01T00:00:00%2B02:00, 0",
    "event=&state=&text=, 6"
  })
  void a_list_has_what_its_filter_says(String query, int number) throws Exception {
    assertThat(items("deliveries?" + query)).hasSize(number);
  }

  @Test
  void one_is_shown_with_body_headers_signature_and_every_attempt() throws Exception {
    JsonObject delivery = object(server.get("deliveries/" + id));

    assertThat(delivery.getString("event")).isEqualTo("acme <b>");
    assertThat(delivery.getString("organisation")).isEqualTo("ORG7");
    assertThat(delivery.getString("address")).isEqualTo("127.0.0.1");
    assertThat(delivery.getBoolean("test")).isFalse();
    assertThat(delivery.getString("body")).contains("\"<script>Needle</script>\"");
    assertThat(delivery.getInt("size")).isEqualTo(delivery.getString("body").length());
    assertThat(delivery.getJsonObject("headers").getString("Content-Type"))
        .isEqualTo("application/json");
    JsonObject signature = delivery.getJsonObject("signature");
    assertThat(signature.getString("header")).isEqualTo("Fullstory-Signature");
    assertThat(signature.getString("organisation")).isEqualTo("ORG7");
    assertThat(signature.getInt("timestamp"))
        .isEqualTo(Instant.parse(delivery.getString("signedAt")).getEpochSecond());
    assertThat(signature.getString("value")).matches(".{6}…\\[44 characters]");
    JsonObject bad = delivery.getJsonArray("tasks").getJsonObject(0);
    assertThat(bad.getString("handler")).isEqualTo("Bad");
    assertThat(bad.getString("state")).isEqualTo("dead");
    JsonObject attempt = bad.getJsonArray("history").getJsonObject(0);
    assertThat(attempt.getInt("number")).isEqualTo(1);
    assertThat(attempt.getString("outcome")).isEqualTo("dead");
    assertThat(attempt.getString("error")).contains("<b>never</b>");
    assertThat(delivery.getJsonArray("tasks").getJsonObject(1).getString("state"))
        .isEqualTo("succeeded");
  }

  @Test
  void dead_letters_have_their_error_in_the_list_and_are_grouped_by_it() throws Exception {
    JsonObject bad =
        items("deliveries?state=dead&limit=1")
            .getJsonObject(0)
            .getJsonArray("tasks")
            .getJsonObject(0);
    assertThat(bad.getString("error")).contains("<b>never</b>");

    JsonObject group = items("error-groups").getJsonObject(0);
    assertThat(group.getString("handler")).isEqualTo("Bad");
    assertThat(group.getInt("count")).isEqualTo(6);
    assertThat(group.getString("text")).isEqualTo(bad.getString("error"));
    assertThat(items("deliveries?state=dead&error=" + group.getString("error"))).hasSize(6);
    assertThat(items("error-groups?event=acme+%3Cb%3E").getJsonObject(0).getInt("count"))
        .isEqualTo(1);
    assertThat(items("error-groups?event=acme+%3Cb%3E").getJsonObject(0).getString("deliveryId"))
        .isEqualTo(id);
    assertThat(items("error-groups?text=needle")).hasSize(1);
    assertThat(items("error-groups?handler=Good")).isEmpty();
    assertThat(server.get("error-groups?state=dead").statusCode()).isEqualTo(400);
  }

  @Test
  void one_that_is_not_there_is_404() throws Exception {
    HttpResponse<String> answer = server.get("deliveries/no%E2%80%AEsuch%3Cb%3E");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(object(answer).getString("code")).isEqualTo("not-found");
    assertThat(object(answer).getString("detail")).contains("\"no?such<b>\"");
  }

  @Test
  void what_did_not_change_is_304_with_the_same_tag() throws Exception {
    for (String path : List.of("deliveries?limit=1", "deliveries/" + id, "plugins", "audit")) {
      HttpResponse<String> first = server.get(path);
      String tag = first.headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> second =
          server.send(
              server.api(path, ApiServer.VIEWER).header("If-None-Match", "\"x\", W/" + tag));
      HttpResponse<String> other =
          server.send(server.api(path, ApiServer.VIEWER).header("If-None-Match", "\"x\""));

      assertThat(second.statusCode()).as(path).isEqualTo(304);
      assertThat(second.body()).isEmpty();
      assertThat(second.headers().firstValue("ETag")).contains(tag);
      assertThat(other.statusCode()).isEqualTo(200);
      assertThat(other.body()).isEqualTo(first.body());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0 | limit must be 1 to 200, was \"0\".",
        "limit=201 | limit must be 1 to 200, was \"201\".",
        "limit=ten | limit must be 1 to 200, was \"ten\".",
        "limit=99999999999 | limit must be 1 to 200, was \"99999999999\".",
        "source=queue | source must be one of stream, webhook, was \"queue\".",
        "state=gone | state must be one of dead, discarded, pending, retrying, succeeded, was \"gone\".",
        "from=yesterday | from must be a time such as 2026-01-31T23:59:00Z, was \"yesterday\".",
        "from=2026-01-31 | from must be a time such as 2026-01-31T23:59:00Z, was \"2026-01-31\".",
        "before=%2B999999999-12-31T23:59:59Z | before must be a time such as 2026-01-31T23:59:00Z, was \"+999999999-12-31T23:59:59Z\".",
        "from=2026-01-02T00:00:00Z&before=2026-01-01T00:00:00Z | before must be later than from, was \"2026-01-01T00:00:00.000Z\".",
        "cursor=x | cursor must be the nextCursor of a previous page, was \"x\".",
        "cursor=YXVkaXQ6MQ | cursor must be the nextCursor of a previous page, was \"YXVkaXQ6MQ\".",
        "error=x | error must be 16 hexadecimal digits, as error-groups has them, was \"x\".",
        "limit=1&limit=2 | limit must be given once, was 2 times.",
        "stat=dead | A query parameter must be one of source, event, state, handler, organisation, from, before, text, error, limit, cursor, was \"stat\".",
        "%0D%0AX:=1 | A query parameter must be one of source, event, state, handler, organisation, from, before, text, error, limit, cursor, was \"??X:\"."
      })
  void a_query_that_cannot_be_understood_is_400_with_the_rule(String query, String sentence)
      throws Exception {
    HttpResponse<String> answer = server.get("deliveries?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(object(answer).getString("code")).isEqualTo("bad-request");
    assertThat(object(answer).getString("detail")).isEqualTo(sentence);
  }

  private JsonArray items(String path) throws Exception {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(answer).getJsonArray("items");
  }
}
