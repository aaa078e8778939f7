package io.fswebhook.plugins.sample.chat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToIgnoreCase;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.fswebhook.api.ExpressionValue;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.MetricAlert;
import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.SegmentTrendAlert;
import io.fswebhook.api.UnknownEvent;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.api.testkit.HandlerHarness;
import io.fswebhook.api.testkit.HandlerHarness.Outcome;
import io.fswebhook.api.testkit.HandlerHarness.Outcome.Result;
import io.fswebhook.api.testkit.SampleEvents;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A WireMock in the chat's place; every message that it gets is checked by {@link BlockKit}. */
class ChatAlertHandlerTest {

  private static final String PATH = "/services/T000/B000/s3cret";
  private static final String PREFIX = "fs.webhook.handlers.ChatAlert.";
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension
  static final WireMockExtension CHAT =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private final HandlerHarness.Builder builder = HandlerHarness.of(new ChatAlertHandler());

  @BeforeEach
  void take() {
    answers(200, "ok", Map.of());
    builder.setting("url", "http://127.0.0.1:" + CHAT.getPort() + PATH);
  }

  @Test
  void an_expression_makes_a_text_that_mentions_nobody_or_the_whole_message() throws Exception {
    builder.expression("body", each -> ExpressionValue.text("*Alert* <!channel>\n& more"));
    assertThat(sent())
        .isEqualTo(
            "{\"text\":\"*Alert* &lt;!channel&gt;\\n&amp; more\",\"unfurl_links\":false,\"unfurl_media\":false}");

    String whole = "{\"text\":\"<https://example.com|Open>\"}";
    builder.expression("body", each -> new ExpressionValue(ExpressionValue.Type.OBJECT, whole));
    assertThat(sent()).isEqualTo(whole);
  }

  @Test
  void an_expression_that_makes_no_message_fails() throws Exception {
    builder.expression("body", each -> new ExpressionValue(ExpressionValue.Type.ARRAY, "[]"));
    try (HandlerHarness harness = builder.start()) {
      Outcome outcome = harness.deliver(SampleEvents.noteCreated());

      assertThat(outcome.result()).isEqualTo(Result.RETRY);
      assertThat(outcome.message())
          .isEqualTo(PREFIX + "body must make a text or an object, made an array");
    }
  }

  private String sent() throws Exception {
    CHAT.resetRequests();
    try (HandlerHarness harness = builder.start()) {
      assertThat(harness.deliver(SampleEvents.noteCreated()).result()).isEqualTo(Result.SUCCEEDED);
    }
    return CHAT.findAll(postRequestedFor(urlEqualTo(PATH))).get(0).getBodyAsString();
  }

  @Test
  void a_segment_alert_says_what_happened_and_links_there() throws Exception {
    JsonNode message = deliver(SampleEvents.segmentTrendAlert());

    assertThat(message.at("/text").asText())
        .isEqualTo(
            "Segment alert: Visitors from Zürich: fewer buyers than usual"
                + " <https://app.example.com/alerts/trend-1/notifications/1|Open it>");
    assertThat(message.at("/blocks/0/text/text").asText())
        .isEqualTo("Segment alert: Visitors from Zürich");
    assertThat(message.at("/blocks/1/text/text").asText())
        .isEqualTo(
            "*<https://app.example.com/alerts/trend-1/notifications/1|fewer buyers than usual>*");
    assertThat(message.at("/blocks/2/fields").findValuesAsText("text"))
        .containsExactly(
            "*Value*\n12.5",
            "*Threshold*\nbelow 20",
            "*Period*\nweekly",
            "*Segment*\n<https://app.example.com/segments/segment-1|Visitors from Zürich>");
    assertThat(message.at("/blocks/3/elements").findValuesAsText("text"))
        .containsExactly(
            "<!date^1767603600^{date_short_pretty} {time}|2026-01-05 09:00 UTC>",
            "<https://app.example.com/alerts/trend-1|The alert>",
            "by ada@example.com");
  }

  @Test
  void a_metric_alert_says_what_happened_and_links_there() throws Exception {
    JsonNode message = deliver(SampleEvents.metricAlert());

    assertThat(message.at("/blocks/0/text/text").asText()).isEqualTo("Metric alert: Slow basket");
    assertThat(message.at("/blocks/1/text/text").asText())
        .isEqualTo(
            "*<https://app.example.com/metrics/metric-1/alerts/alert-1?occurrence=1|Slow basket>*\n"
                + "more than half of the visitors wait");
    assertThat(message.at("/blocks/2/fields").findValuesAsText("text"))
        .containsExactly(
            "*Value*\n0.75",
            "*Metric*\n<https://app.example.com/metrics/metric-1|Waiting visitors>");
  }

  @Test
  void a_note_is_quoted_and_the_visitors_address_is_left_out() throws Exception {
    JsonNode message = deliver(SampleEvents.noteCreated());

    assertThat(message.at("/blocks/0/text/text").asText()).isEqualTo("Note by grace@example.com");
    assertThat(message.at("/blocks/1/text/text").asText())
        .isEqualTo("> The voucher field jumps.\n> Please have a look.");
    assertThat(message.at("/blocks/2/fields").findValuesAsText("text"))
        .containsExactly(
            "*Session*\n<https://app.example.com/session/4711:0815|Watch it>",
            "*Note*\n<https://share.example.com/note-1|Open it>",
            "*Visitor*\n<https://app.example.com/users/4711|Look at it>",
            "*Page*\n<https://shop.example.com/basket|https://shop.example.com/basket>",
            "*Moment*\n<!date^1767608431^{date_short_pretty} {time}|2026-01-05 10:20 UTC>");
    assertThat(message.toString()).doesNotContain("192.0.2.17", "ExampleBrowser");
  }

  @Test
  void other_events_are_not_asked_for() throws Exception {
    try (HandlerHarness harness = builder.start()) {
      assertThat(harness.deliver(SampleEvents.mobileCrash()).result())
          .isEqualTo(Result.NOT_SUBSCRIBED);
      assertThat(harness.deliver(SampleEvents.segmentCreated()).result())
          .isEqualTo(Result.NOT_SUBSCRIBED);
    }
  }

  static List<WebhookEvent> eventsWithNothingInThem() {
    return List.of(
        new SegmentTrendAlert(1, null, null, null, null, null, Map.of()),
        new SegmentTrendAlert(
            1,
            null,
            null,
            null,
            null,
            new SegmentTrendAlert.AlertConfig(
                null, null, null, null, null, null, null, null, null, Map.of()),
            Map.of()),
        new MetricAlert(1, null, null, null, null, null, null, Map.of()),
        new MetricAlert(
            1,
            null,
            null,
            null,
            null,
            null,
            new MetricAlert.AlertConfig(null, null, null, null, null, null, null, null, Map.of()),
            Map.of()),
        new NoteCreated(1, null, null, null, null, null, null, null, null, null, null, Map.of()),
        new NoteCreated(
            1,
            "",
            " ",
            "\u0000",
            "\n\n",
            "",
            "",
            "not a url",
            null,
            null,
            new NoteCreated.PageInfo(null, null, null, null, null, null, null, Map.of()),
            Map.of()),
        new UnknownEvent("note.created", 2, Map.of()));
  }

  @ParameterizedTest
  @MethodSource("eventsWithNothingInThem")
  void what_is_missing_is_left_out(WebhookEvent event) throws Exception {
    JsonNode message = deliver(event);

    assertThat(message.toString()).doesNotContain("null");
  }

  static List<WebhookEvent> eventsThatWantToo() {
    String hostile =
        "<!channel> & <https://evil.example|click> \"\\ \u0000\uD83D\uDE80|`*_~\n@here\r\n";
    String url = "https://app.example.com/a?b=1&c=<d>|e\"f";
    return List.of(hostile, hostile.repeat(2_000), "&".repeat(20_000), "\uD83D\uDE80".repeat(9_999))
        .stream()
        .flatMap(
            text ->
                List.of(url, "javascript:alert(1)", "https://x.example/" + "&".repeat(5_000))
                    .stream()
                    .flatMap(link -> full(text, link).stream()))
        .toList();
  }

  private static List<WebhookEvent> full(String text, String url) {
    BigDecimal huge = new BigDecimal("9".repeat(400) + "E-800");
    return List.of(
        new SegmentTrendAlert(
            1,
            text,
            Instant.MAX,
            huge,
            url,
            new SegmentTrendAlert.AlertConfig(
                text, huge, null, null, url, text, url, text, text, Map.of()),
            Map.of()),
        new MetricAlert(
            1,
            text,
            text,
            Instant.MIN,
            huge,
            url,
            new MetricAlert.AlertConfig(text, text, text, url, text, text, text, url, Map.of()),
            Map.of()),
        new NoteCreated(
            1,
            text,
            text,
            text,
            text,
            url,
            url,
            url,
            Instant.EPOCH,
            Instant.MIN,
            new NoteCreated.PageInfo(url, text, text, url, text, huge, huge, Map.of()),
            Map.of()));
  }

  @ParameterizedTest
  @MethodSource("eventsThatWantToo")
  void nothing_that_comes_from_outside_breaks_out_or_is_too_long(WebhookEvent event)
      throws Exception {
    JsonNode message = deliver(event);

    assertThat(message.toString()).doesNotContain("<!channel", "<https://evil", "<javascript");
  }

  @Test
  void in_a_link_no_character_of_the_url_ends_it_early() throws Exception {
    JsonNode message =
        deliver(
            new NoteCreated(
                1,
                null,
                null,
                null,
                null,
                "https://app.example.com/a?b=1&c=<d>|e",
                null,
                null,
                null,
                Instant.MAX,
                null,
                Map.of()));

    assertThat(message.at("/blocks/2/fields").findValuesAsText("text"))
        .containsExactly(
            "*Session*\n<https://app.example.com/a?b=1&amp;c=%3Cd%3E%7Ce|Watch it>",
            "*Moment*\n+1000000000-12-31T23:59:59.999999999Z");
  }

  @Test
  void a_chat_that_asks_to_wait_is_waited_for() throws Exception {
    answers(429, "", Map.of("Retry-After", "30"));

    Outcome outcome = outcome();

    assertThat(outcome.result()).isEqualTo(Result.RETRY);
    assertThat(outcome.delay()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_blocks, ' (invalid_blocks)'",
    "403, action_prohibited, ' (action_prohibited)'",
    "404, no_service, ' (no_service)'",
    "410, channel_is_archived, ' (channel_is_archived)'",
    "400, <html>a whole page</html>, ''"
  })
  void a_chat_that_refuses_is_given_up_with_its_reason(int status, String body, String reason)
      throws Exception {
    answers(status, body, Map.of());

    Outcome outcome = outcome();

    assertThat(outcome.thrown()).isInstanceOf(GiveUpException.class);
    assertThat(outcome.message())
        .isEqualTo("http://127.0.0.1:" + CHAT.getPort() + " answered " + status + reason);
  }

  @Test
  void a_chat_in_trouble_is_tried_again() throws Exception {
    answers(500, "rollup_error", Map.of());

    assertThat(outcome().result()).isEqualTo(Result.RETRY);
  }

  @Test
  void the_url_may_come_from_a_file(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("url");
    Files.writeString(file, "http://127.0.0.1:" + CHAT.getPort() + PATH + "\n");
    builder.setting("url", "").setting("url-file", file.toString());

    deliver(SampleEvents.noteCreated());
  }

  @Test
  void a_missing_url_is_named_with_what_to_do() {
    assertThatThrownBy(() -> builder.setting("url", "").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + "url is not set: set it to the URL of the chat's")
        .hasMessageContaining(PREFIX + "url-file");
  }

  private Outcome outcome() throws Exception {
    try (HandlerHarness harness = builder.start()) {
      return harness.deliver(SampleEvents.noteCreated());
    }
  }

  /** What the chat got, checked. */
  private JsonNode deliver(WebhookEvent event) throws Exception {
    try (HandlerHarness harness = builder.start()) {
      assertThat(harness.deliver(event))
          .isEqualTo(new Outcome(Result.SUCCEEDED, null, null, new Outcome.Response(200, null)));
    }
    assertThat(requests()).hasSize(1);
    JsonNode message = JSON.readTree(requests().get(0).getBody());
    BlockKit.check(message);
    return message;
  }

  private static List<LoggedRequest> requests() {
    return CHAT.findAll(
        postRequestedFor(urlEqualTo(PATH))
            .withHeader("Content-Type", equalToIgnoreCase("application/json; charset=utf-8")));
  }

  private static void answers(int status, String body, Map<String, String> headers) {
    var answer = aResponse().withStatus(status).withBody(body);
    headers.forEach(answer::withHeader);
    CHAT.stubFor(post(PATH).willReturn(answer));
  }
}
