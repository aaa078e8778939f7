package io.fswebhook.war.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.verify.RejectionReason;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAnswersTest {

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
  void a_stored_delivery_is_answered_with_its_id() throws Exception {
    HttpResponse<String> answer = server.send(server.delivery(TestServer.EVENT));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"id\":\"id-1\",\"status\":\"stored\"}");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void a_duplicate_is_answered_with_the_first_id() throws Exception {
    server.ingest.reacts(
        r -> CompletableFuture.completedFuture(new Receipt("first", Receipt.Status.DUPLICATE)));

    assertThat(server.send(server.delivery(TestServer.EVENT)).body())
        .isEqualTo("{\"id\":\"first\",\"status\":\"duplicate\"}");
  }

  @Test
  void the_receiver_gets_every_byte_and_every_header_line() throws Exception {
    byte[] body = {'{', 0, (byte) 0xff, '\r', '\n', '}'};
    List<String> signatures = new ArrayList<>();
    server.ingest.reacts(
        raw -> {
          signatures.addAll(raw.headers().values("FULLSTORY-signature"));
          assertThat(raw.headers().values("X-FS-Signature")).isEmpty();
          return CompletableFuture.completedFuture(new Receipt("id", Receipt.Status.STORED));
        });
    server.send(
        server
            .delivery("")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .header("Fullstory-Signature", "one")
            .header("Fullstory-Signature", "two"));

    var raw = server.ingest.received.get(0);
    assertThat(raw.body()).isEqualTo(body);
    assertThat(signatures).containsExactly("one", "two");
    assertThat(raw.receivedAt()).isEqualTo(TestServer.NOW);
    assertThat(raw.remoteAddress()).isEqualTo("127.0.0.1");
  }

  @Test
  void every_rejected_signature_gets_the_same_answer() throws Exception {
    Set<String> answers = new HashSet<>();
    for (RejectionReason reason :
        EnumSet.complementOf(EnumSet.of(RejectionReason.UNKNOWN_STREAM))) {
      server.ingest.rejects(reason);
      HttpResponse<String> answer = server.send(server.delivery(TestServer.EVENT));
      assertThat(answer.statusCode()).isEqualTo(401);
      answers.add(withoutDate(answer) + answer.body());
    }

    assertThat(answers).hasSize(1);
    assertThat(answers.iterator().next())
        .contains("www-authenticate=[Signature]")
        .contains("application/problem+json")
        .endsWith(
            "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                + "\"code\":\"signature-rejected\"}");
  }

  @Test
  void a_malformed_payload_is_answered_with_the_place() throws Exception {
    server.ingest.findsMalformed("expected string but was number at $.eventName");

    HttpResponse<String> answer = server.send(server.delivery("{\"eventName\":1}"));

    assertProblem(answer, 400, "malformed-payload");
    assertThat(answer.body())
        .contains("\"detail\":\"expected string but was number at $.eventName\"");
  }

  @Test
  void an_inbox_out_of_reach_is_answered_503_with_when_to_try_again() throws Exception {
    InboxUnavailableException unavailable = new InboxUnavailableException("disk is full");
    for (Throwable failure : List.of(unavailable, new CompletionException(unavailable))) {
      server.ingest.failsWith(failure);

      HttpResponse<String> answer = server.send(server.delivery(TestServer.EVENT));

      assertProblem(answer, 503, "inbox-unavailable");
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(answer.body()).doesNotContain("disk");
    }
  }

  @Test
  void what_the_database_refuses_is_answered_so_that_it_is_sent_again() throws Exception {
    server.ingest.failsWith(
        new NotStorableException(new SQLException("a character it cannot store", "22P05")));

    HttpResponse<String> answer = server.send(server.delivery(TestServer.EVENT));

    assertProblem(answer, 500, "not-storable");
    assertThat(answer.body()).doesNotContain("22P05");
  }

  @Test
  void what_cannot_even_be_refused_in_words_is_not_answered_200() throws Exception {
    RefusedException broken = mock();
    when(broken.code()).thenReturn("broken");
    when(broken.getMessage()).thenThrow(new NoSuchMethodError("an older library"));
    server.ingest.failsWith(broken);

    assertThat(server.send(server.delivery(TestServer.EVENT)).statusCode()).isEqualTo(500);
  }

  @Test
  void an_inbox_that_refuses_at_once_is_answered_the_same() throws Exception {
    server.ingest.reacts(
        r -> {
          throw new InboxUnavailableException("inbox is full (stored=10, limit=10)");
        });

    assertProblem(server.send(server.delivery(TestServer.EVENT)), 503, "inbox-unavailable");
  }

  @Test
  void an_inbox_that_takes_too_long_is_answered_503() throws Exception {
    try (TestServer impatient = TestServer.withStoreLimit(Duration.ofMillis(50))) {
      impatient.ingest.reacts(r -> new CompletableFuture<>());

      HttpResponse<String> answer = impatient.send(impatient.delivery(TestServer.EVENT));

      assertProblem(answer, 503, "inbox-unavailable");
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }
  }

  @Test
  void a_fault_of_the_receivers_own_tells_the_sender_nothing() throws Exception {
    server.ingest.failsWith(new IllegalStateException("password is hunter2"));

    HttpResponse<String> answer = server.send(server.delivery(TestServer.EVENT));

    assertProblem(answer, 500, "internal-error");
    assertThat(answer.body()).doesNotContain("hunter2").doesNotContain("Exception");

    server.ingest.reacts(
        r -> {
          throw new IllegalStateException("password is hunter2");
        });
    assertProblem(server.send(server.delivery(TestServer.EVENT)), 500, "internal-error");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON;charset=UTF-8",
        "application/cloudevents+json",
      })
  void json_is_taken_whatever_its_parameters(String contentType) throws Exception {
    assertThat(server.send(delivery(contentType)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonx",
        "text/json",
      })
  void anything_else_is_415(String contentType) throws Exception {
    assertProblem(server.send(delivery(contentType)), 415, "unsupported-media-type");
    assertThat(server.ingest.received).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "application/json,text/plain", "a/b,c/d", ";", "a/b;c", "/"})
  void what_is_no_media_type_at_all_is_415_too(String contentType) throws Exception {
    assertProblem(server.send(delivery(contentType)), 415, "unsupported-media-type");
    assertThat(server.ingest.received).isEmpty();
    assertThat(server.ingest.refused).containsExactly("unsupported-media-type");
  }

  @Test
  void two_content_types_are_415() throws Exception {
    HttpRequest.Builder request =
        delivery("application/json").header("Content-Type", "application/json");

    assertProblem(server.send(request), 415, "unsupported-media-type");
  }

  @Test
  void elsewhere_a_content_type_that_is_none_makes_no_difference() throws Exception {
    HttpRequest.Builder live = server.request("/health/live").header("Content-Type", "garbage");
    HttpRequest.Builder none = server.request("/nothing").header("Content-Type", "garbage");

    assertThat(server.send(live).statusCode()).isEqualTo(200);
    assertProblem(server.send(none), 404, "not-found");
  }

  @Test
  void no_content_type_is_415() throws Exception {
    HttpRequest.Builder request =
        server.request("/webhook").POST(HttpRequest.BodyPublishers.ofString(TestServer.EVENT));

    assertProblem(server.send(request), 415, "unsupported-media-type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"})
  void other_methods_are_405_and_told_which_is_allowed(String method) throws Exception {
    for (String path : List.of("/webhook", "/webhook/", "/webhook;a=b")) {
      HttpResponse<String> answer =
          server.send(server.request(path).method(method, HttpRequest.BodyPublishers.noBody()));

      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().allValues("Allow")).containsExactly("POST");
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      if (!method.equals("HEAD")) {
        assertProblem(answer, 405, "method-not-allowed");
      }
    }
    assertThat(server.ingest.received).isEmpty();
    assertThat(server.ingest.refused).hasSize(3).containsOnly("method-not-allowed");
  }

  @Test
  void a_slash_at_the_end_makes_no_difference() throws Exception {
    HttpRequest.Builder request =
        server
            .request("/webhook/")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(TestServer.EVENT));

    assertThat(server.send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void what_the_sender_accepts_makes_no_difference() throws Exception {
    assertThat(
            server
                .send(server.delivery(TestServer.EVENT).header("Accept", "text/html"))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void an_unknown_path_is_404() throws Exception {
    assertProblem(server.get("/nothing"), 404, "not-found");
    assertProblem(server.get("/"), 404, "not-found");
    assertProblem(server.get("/webhook/more"), 404, "not-found");
    assertProblem(server.get("/application.wadl"), 404, "not-found");
  }

  @Test
  void a_header_that_cannot_be_read_is_400_not_500() throws Exception {
    HttpResponse<String> answer =
        server.send(server.request("/health/live").header("Accept", "gar/ba/ge"));

    assertProblem(answer, 400, "bad-request");
  }

  static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.body())
        .startsWith("{\"type\":\"about:blank\",\"title\":\"")
        .contains("\"status\":" + status + ",\"code\":\"" + code + "\"");
  }

  private HttpRequest.Builder delivery(String contentType) {
    return server
        .request("/webhook")
        .header("Content-Type", contentType)
        .POST(
            HttpRequest.BodyPublishers.ofByteArray(
                TestServer.EVENT.getBytes(StandardCharsets.UTF_8)));
  }

  static String withoutDate(HttpResponse<String> answer) {
    var headers = new java.util.TreeMap<>(answer.headers().map());
    headers.remove("date");
    return headers.toString();
  }
}
