package io.fswebhook.plugins.sample.forward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.UnknownEvent;
import io.fswebhook.api.testkit.HandlerHarness;
import io.fswebhook.api.testkit.HandlerHarness.Outcome;
import io.fswebhook.api.testkit.HandlerHarness.Outcome.Result;
import io.fswebhook.api.testkit.SampleEvents;
import io.fswebhook.api.testkit.TestDelivery;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpForwardHandlerTest {

  private FakeTarget target;
  private HandlerHarness.Builder builder;

  @BeforeEach
  void open() throws IOException {
    target = new FakeTarget();
    builder = HandlerHarness.of(new HttpForwardHandler()).setting("url", target.url());
  }

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void the_target_gets_every_byte_of_the_body_and_what_it_needs_to_know() throws Exception {
    byte[] body =
        " {\"eventName\" : \"x\",\r\n\"data\":{\"name\":\"Zürich \uD83D\uDE80\"}}\n"
            .getBytes(UTF_8);
    try (HandlerHarness harness = builder.start()) {
      TestDelivery delivery =
          TestDelivery.of(SampleEvents.mobileCrash(), harness.clock().instant())
              .withBody(body)
              .withAttempt(3);

      assertThat(harness.deliver(delivery))
          .isEqualTo(new Outcome(Result.SUCCEEDED, null, null, new Outcome.Response(200, null)));

      assertThat(target.received).hasSize(1);
      FakeTarget.Received request = target.received.get(0);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.path()).isEqualTo("/hook?token=t0ken");
      assertThat(request.body().getBytes(ISO_8859_1)).isEqualTo(body);
      assertThat(request.headers().get("Content-Type")).containsExactly("application/json");
      assertThat(request.headers().get("Fs-Webhook-Delivery-Id")).containsExactly(delivery.id());
      assertThat(request.headers().get("Fs-Webhook-Event"))
          .containsExactly("nativemobile.event.crash");
      assertThat(request.headers().get("Fs-Webhook-Attempt")).containsExactly("3");
      assertThat(request.headers()).doesNotContainKeys("Authorization", "Upgrade");
    }
  }

  @Test
  void the_trace_of_the_attempt_is_passed_on() throws Exception {
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    try (HandlerHarness harness = builder.start()) {
      TestDelivery delivery =
          TestDelivery.of(SampleEvents.noteCreated(), harness.clock().instant());
      harness.deliver(delivery.withTrace(parent, "vendor=of it"));
      harness.deliver(delivery);
    }

    assertThat(target.received.get(0).headers().get("traceparent")).containsExactly(parent);
    assertThat(target.received.get(0).headers().get("tracestate")).containsExactly("vendor=of it");
    assertThat(target.received.get(1).headers()).doesNotContainKeys("traceparent", "tracestate");
  }

  @Test
  void every_kind_of_event_is_forwarded() throws Exception {
    try (HandlerHarness harness = builder.start()) {
      assertThat(SampleEvents.all())
          .allSatisfy(
              event -> assertThat(harness.deliver(event).result()).isEqualTo(Result.SUCCEEDED));
    }
    assertThat(target.received).hasSize(SampleEvents.all().size());
  }

  @Test
  void an_event_name_that_no_header_can_hold_is_encoded() throws Exception {
    try (HandlerHarness harness = builder.start()) {
      assertThat(harness.deliver(new UnknownEvent("a\nb ü", 1, Map.of())).result())
          .isEqualTo(Result.SUCCEEDED);
    }
    assertThat(target.received.get(0).headers().get("Fs-Webhook-Event"))
        .containsExactly("a%0Ab+%C3%BC");
  }

  @Test
  void the_authorization_may_come_from_a_file(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("authorization"), "Bearer s3cret\n");
    builder.setting("authorization-file", file.toString());

    assertThat(deliver().result()).isEqualTo(Result.SUCCEEDED);

    assertThat(target.received.get(0).headers().get("Authorization"))
        .containsExactly("Bearer s3cret");
  }

  @Test
  void a_bearer_token_may_come_from_a_file(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "s3cret\n");
    builder.setting("bearer-token-file", file.toString()).setting("method", "PUT");

    assertThat(deliver().result()).isEqualTo(Result.SUCCEEDED);

    assertThat(target.received.get(0).method()).isEqualTo("PUT");
    assertThat(target.received.get(0).headers().get("Authorization"))
        .containsExactly("Bearer s3cret");
  }

  @Test
  void a_user_and_a_password_are_sent_as_basic_authorization() throws Exception {
    builder.setting("username", "Aladdin").setting("password", "open sesame");

    assertThat(deliver().result()).isEqualTo(Result.SUCCEEDED);

    assertThat(target.received.get(0).headers().get("Authorization"))
        .containsExactly("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  }

  @ParameterizedTest
  @CsvSource({"404, RETRY", "418, RETRY", "499, RETRY", "408, RETRY", "503, DEAD", "302, DEAD"})
  void which_responses_are_retried_is_set(int status, Result result) throws Exception {
    target.answers(status, Map.of());
    builder.setting("retried-statuses", "4xx, 500");

    assertThat(deliver().result()).isEqualTo(result);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 299})
  void any_2xx_is_success(int status) throws Exception {
    target.answers(status, Map.of());

    assertThat(deliver().result()).isEqualTo(Result.SUCCEEDED);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void a_target_that_asks_to_wait_some_seconds_is_waited_for(int status) throws Exception {
    target.answers(status, Map.of("Retry-After", "120"));

    Outcome outcome = deliver();

    assertThat(outcome.result()).isEqualTo(Result.RETRY);
    assertThat(outcome.delay()).isEqualTo(Duration.ofMinutes(2));
    assertThat(outcome.message()).endsWith("answered " + status + " and asks to wait PT2M");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void a_date_to_wait_for_counts_from_the_receivers_clock(int status) throws Exception {
    target.answers(status, Map.of("Retry-After", "Thu, 01 Jan 2026 00:10:00 GMT"));
    try (HandlerHarness harness = builder.start()) {
      harness.clock().advance(Duration.ofMinutes(9));
      assertThat(harness.deliver(SampleEvents.noteCreated()).delay())
          .isEqualTo(Duration.ofMinutes(1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
  void a_target_in_trouble_is_tried_again_with_back_off(int status) throws Exception {
    target.answers(status, Map.of());

    Outcome outcome = deliver();

    assertThat(outcome.result()).isEqualTo(Result.RETRY);
    assertThat(outcome.delay()).isNull();
    assertThat(outcome.message()).matches("http://127.0.0.1:\\d+ answered " + status);
    assertThat(outcome.response())
        .isEqualTo(new Outcome.Response(status, "an answer that nobody reads"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "12345678901", ""})
  void a_wait_that_cannot_be_read_leaves_the_back_off(String retryAfter) throws Exception {
    target.answers(503, Map.of("Retry-After", retryAfter));

    Outcome outcome = deliver();

    assertThat(outcome.result()).isEqualTo(Result.RETRY);
    assertThat(outcome.delay()).isNull();
  }

  @Test
  void only_429_and_503_may_ask_to_wait() throws Exception {
    target.answers(500, Map.of("Retry-After", "120"));

    assertThat(deliver().delay()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 410, 413, 422})
  void a_target_that_refuses_is_given_up(int status) throws Exception {
    target.answers(status, Map.of("Retry-After", "120"));

    Outcome outcome = deliver();

    assertThat(outcome.result()).isEqualTo(Result.DEAD);
    assertThat(outcome.thrown()).isInstanceOf(GiveUpException.class);
    assertThat(outcome.message()).matches("http://127.0.0.1:\\d+ answered " + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void a_redirect_is_given_up_and_not_followed(int status) throws Exception {
    target.answers(status, Map.of("Location", target.url()));

    assertThat(deliver().thrown()).isInstanceOf(GiveUpException.class);

    assertThat(target.received).hasSize(1);
  }

  @Test
  void a_target_that_is_too_slow_is_tried_again() throws Exception {
    target.staysSilent();
    builder.setting("request-timeout", "PT0.2S");

    Outcome outcome = deliver();

    assertThat(outcome.result()).isEqualTo(Result.RETRY);
    assertThat(outcome.delay()).isNull();
    assertThat(outcome.thrown()).hasCauseInstanceOf(HttpTimeoutException.class);
    assertThat(outcome.message()).startsWith("no answer from http://127.0.0.1:");
  }

  @Test
  void a_target_that_is_not_there_is_tried_again() throws Exception {
    target.close();

    Outcome outcome = deliver();

    assertThat(outcome.result()).isEqualTo(Result.RETRY);
    assertThat(outcome.thrown()).hasCauseInstanceOf(ConnectException.class);
    assertThat(outcome.message()).doesNotContain("t0ken");
  }

  @Test
  void the_receivers_time_out_passes_through() throws Exception {
    target.staysSilent();
    try (HandlerHarness harness = builder.start()) {
      Thread.currentThread().interrupt();
      Outcome outcome = harness.deliver(SampleEvents.noteCreated());

      assertThat(outcome.thrown()).isInstanceOf(InterruptedException.class);
    } finally {
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  private Outcome deliver() throws Exception {
    try (HandlerHarness harness = builder.start()) {
      return harness.deliver(SampleEvents.noteCreated());
    }
  }
}
