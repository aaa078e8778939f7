package io.fswebhook.war.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyLimitTest {

  private static final String HEAD =
      "POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

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
  @ValueSource(ints = {999, 1000})
  void a_body_of_one_byte_less_or_exactly_the_limit_is_taken(int size) throws Exception {
    HttpResponse<String> answer = server.send(server.delivery("x".repeat(size)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(server.ingest.received.get(0).body()).hasSize(size);
  }

  @Test
  void one_byte_more_is_413() throws Exception {
    HttpResponse<String> answer = server.send(server.delivery("x".repeat(1001)));

    WebhookAnswersTest.assertProblem(answer, 413, "payload-too-large");
    assertThat(answer.body()).contains("must not be larger than 1000 bytes");
    assertThat(server.ingest.received).isEmpty();
  }

  @Test
  void an_announced_giant_is_answered_before_any_of_it_is_sent() throws Exception {
    String answer = server.raw(HEAD + "Content-Length: 10737418240\r\n\r\n", false);

    assertTooLarge(answer);
  }

  @Test
  void a_chunked_body_of_exactly_the_limit_is_taken() throws Exception {
    HttpRequest.Builder chunked =
        server
            .delivery("")
            .POST(
                HttpRequest.BodyPublishers.fromPublisher(
                    HttpRequest.BodyPublishers.ofString("y".repeat(1000))));

    assertThat(server.send(chunked).statusCode()).isEqualTo(200);
    assertThat(server.ingest.received.get(0).body()).hasSize(1000);
  }

  @Test
  void a_chunked_body_is_413_as_soon_as_it_passes_the_limit() throws Exception {
    String chunk = "1f5\r\n" + "z".repeat(501) + "\r\n";

    String answer = server.raw(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk, false);

    assertTooLarge(answer);
  }

  @Test
  void a_body_that_ends_early_is_not_taken() throws Exception {
    String answer = server.raw(HEAD + "Content-Length: 100\r\n\r\n{\"eventName\":", true);

    assertThat(answer).doesNotContain(" 200 ").contains(" 503 ");
    assertThat(server.ingest.received).isEmpty();
    assertThat(server.ingest.refused).containsExactly("body-incomplete");
  }

  @Test
  void a_chunk_with_a_size_that_is_no_number_is_the_senders_fault() throws Exception {
    List<LogRecord> errors = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger(Refusals.class.getName());
    Filter keep = line -> !errors.add(line);
    logger.setFilter(keep);
    try {
      String answer =
          server.raw(HEAD + "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"a\"\r\nxyz\r\n", false);

      assertThat(answer).contains(" 503 ").contains("\"code\":\"body-incomplete\"");
    } finally {
      logger.setFilter(null);
    }
    assertThat(errors).isEmpty();
    assertThat(server.ingest.refused).containsExactly("body-incomplete");
  }

  @Test
  void what_a_server_throws_unchecked_while_reading_is_the_senders_fault() {
    ServletInputStream broken = mock();
    when(broken.isReady()).thenThrow(new IllegalStateException("Request Content data rate < min"));

    assertThatIOException()
        .isThrownBy(() -> new ArrivingBody(1000, 10).readWhileReady(broken))
        .withMessageContaining("data rate");
  }

  @Test
  void a_chunked_body_that_ends_early_is_not_taken() throws Exception {
    String answer = server.raw(HEAD + "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n", true);

    assertThat(answer).doesNotContain(" 200 ").contains(" 503 ");
    assertThat(server.ingest.received).isEmpty();
  }

  @Test
  void an_empty_body_goes_to_the_receiver_which_refuses_it() throws Exception {
    server.send(server.delivery(""));

    assertThat(server.ingest.received.get(0).body()).isEmpty();
  }

  private void assertTooLarge(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 413 ")
        .containsIgnoringCase("Connection: close")
        .contains("\"code\":\"payload-too-large\"");
    assertThat(server.ingest.received).isEmpty();
    assertThat(server.ingest.refused).containsExactly("payload-too-large");
  }
}
