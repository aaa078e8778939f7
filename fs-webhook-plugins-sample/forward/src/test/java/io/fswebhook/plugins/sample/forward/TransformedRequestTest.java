package io.fswebhook.plugins.sample.forward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import io.fswebhook.api.ExpressionException;
import io.fswebhook.api.ExpressionValue;
import io.fswebhook.api.testkit.HandlerHarness;
import io.fswebhook.api.testkit.HandlerHarness.Outcome;
import io.fswebhook.api.testkit.HandlerHarness.Outcome.Result;
import io.fswebhook.api.testkit.SampleEvents;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose body and headers expressions make. */
class TransformedRequestTest {

  private static final String PREFIX = "fs.webhook.handlers.HttpForward.";
  private static final ExpressionValue OBJECT =
      new ExpressionValue(ExpressionValue.Type.OBJECT, "{\"text\":\"Zürich\"}");

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

  @ParameterizedTest
  @CsvSource({
    "cloudevents-binary,, application/json",
    "plain,, application/json",
    "plain, application/vnd.example+json; version=2, application/vnd.example+json; version=2",
  })
  void json_is_sent_in_place_of_the_body(String format, String set, String contentType)
      throws Exception {
    builder.setting("format", format).expression("body", each -> OBJECT);
    if (set != null) {
      builder.setting("content-type", set);
    }

    assertThat(deliver().result()).isEqualTo(Result.SUCCEEDED);

    assertThat(body()).isEqualTo(OBJECT.text());
    assertThat(received().headers().get("Content-Type")).containsExactly(contentType);
    assertThat(received().headers().containsKey("Ce-id"))
        .isEqualTo(format.equals("cloudevents-binary"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloudevents-binary", "plain"})
  void a_text_is_sent_as_such(String format) throws Exception {
    builder.setting("format", format).expression("body", each -> ExpressionValue.text("Zürich"));

    deliver();

    assertThat(body()).isEqualTo("Zürich");
    assertThat(received().headers().get("Content-Type"))
        .containsExactly("text/plain; charset=utf-8");
  }

  @Test
  void json_is_the_data_of_a_structured_event() throws Exception {
    builder.setting("format", "cloudevents-structured").expression("body", each -> OBJECT);

    deliver();

    JsonNode event = new ObjectMapper().readTree(body());
    assertThat(event.at("/data/text").asText()).isEqualTo("Zürich");
    assertThat(event.at("/type").asText()).isEqualTo("com.fullstory.note.created");
  }

  @Test
  void what_is_signed_is_what_is_sent() throws Exception {
    String secret = "whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0LW9sZC1zZWNyZXQ=";
    builder.setting("signing-secrets", secret).expression("body", each -> OBJECT);
    try (HandlerHarness harness = builder.start()) {
      harness.clock().advance(Duration.between(harness.clock().instant(), Instant.now()));
      harness.deliver(SampleEvents.noteCreated());
    }

    HttpHeaders headers =
        HttpHeaders.of(
            received().headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> List.copyOf(each.getValue()))),
            (name, value) -> true);
    assertThatCode(() -> new Webhook(secret).verify(body(), headers)).doesNotThrowAnyException();
  }

  @Test
  void headers_are_added_and_one_without_a_value_is_left_out() throws Exception {
    builder
        .expression("headers.X-Event", each -> ExpressionValue.text(each.event().eventName()))
        .expression(
            "headers.X-Count", each -> new ExpressionValue(ExpressionValue.Type.NUMBER, "5"))
        .expression("headers.X-None", each -> null);

    deliver();

    assertThat(received().headers().get("X-Event")).containsExactly("note.created");
    assertThat(received().headers().get("X-Count")).containsExactly("5");
    assertThat(received().headers()).doesNotContainKey("X-none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Other: b", "a\nb", "tab\t", "Zürich"})
  void a_value_that_no_header_can_hold_fails_and_is_not_quoted(String value) throws Exception {
    builder.expression("headers.X-A", each -> ExpressionValue.text(value));

    Outcome outcome = deliver();

    assertThat(outcome.result()).isEqualTo(Result.RETRY);
    assertThat(outcome.thrown())
        .isInstanceOf(ExpressionException.class)
        .hasMessageStartingWith(PREFIX + "headers.X-A must make one line of printable ASCII");
    assertThat(outcome.message()).doesNotContain(value);
    assertThat(target.received).isEmpty();
  }

  @Test
  void an_object_is_no_header_and_nothing_is_no_body() throws Exception {
    builder.expression("headers.X-A", each -> OBJECT);
    assertThat(deliver().message())
        .isEqualTo(PREFIX + "headers.X-A must make a text, made an object");

    builder.expression("body", each -> null);
    assertThat(deliver().message()).startsWith(PREFIX + "body makes nothing of this event");
    assertThat(target.received).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "headers.Host | must not be set, since the handler sets it",
        "headers.content-length | must not be set, since the handler sets it",
        "headers.Transfer-Encoding | must not be set, since the handler sets it",
        "headers.Webhook-Signature | must not be set, since the handler sets it",
        "headers.ce-id | must not be set, since the handler sets it",
        "headers.Authorization | must not be set: set bearer-token, username or authorization",
        "headers.Content-Type | must not be set: set content-type instead",
        "headers.X Y | is no name of a header",
      })
  void a_header_that_cannot_be_added_is_refused_at_the_start(String key, String rule) {
    assertThatThrownBy(() -> builder.expression(key, each -> null).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + key + " " + rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "text/", "text/plain\r\nX: y", "text/plain; ü"})
  void a_content_type_that_is_none_is_refused(String value) {
    assertThatThrownBy(
            () -> builder.expression("body", each -> OBJECT).setting("content-type", value).start())
        .hasMessage(PREFIX + "content-type must be a media type such as application/xml");
  }

  @Test
  void a_content_type_without_a_body_has_no_effect_and_is_refused() {
    assertThatThrownBy(() -> builder.setting("content-type", "text/csv").start())
        .hasMessage(
            PREFIX
                + "content-type has no effect without "
                + PREFIX
                + "body: set both, or take it out");
  }

  private Outcome deliver() throws Exception {
    try (HandlerHarness harness = builder.start()) {
      return harness.deliver(SampleEvents.noteCreated());
    }
  }

  private FakeTarget.Received received() {
    return target.received.get(0);
  }

  private String body() {
    return new String(received().body().getBytes(ISO_8859_1), UTF_8);
  }
}
