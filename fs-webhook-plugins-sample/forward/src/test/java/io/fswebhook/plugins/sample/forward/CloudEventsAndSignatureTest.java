package io.fswebhook.plugins.sample.forward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.http.HttpMessageFactory;
import io.fswebhook.api.Delivery;
import io.fswebhook.api.UnknownEvent;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.api.testkit.HandlerHarness;
import io.fswebhook.api.testkit.HandlerHarness.Outcome.Result;
import io.fswebhook.api.testkit.SampleEvents;
import io.fswebhook.api.testkit.TestDelivery;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the target makes of a request with the libraries that others use: the CloudEvents SDK reads
 * it, Standard Webhooks' own library verifies it.
 */
class CloudEventsAndSignatureTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OLD_SECRET = "whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0LW9sZC1zZWNyZXQ=";
  private static final String NEW_SECRET = "whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0LW5ldy1zZWNyZXQ=";

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
  @ValueSource(strings = {"cloudevents-binary", "cloudevents-structured"})
  void the_sdk_reads_every_kind_of_event_as_it_was_received(String format) throws Exception {
    builder.setting("format", format);
    for (WebhookEvent event : SampleEvents.all()) {
      Delivery delivery = deliver(event);
      CloudEvent received = read();
      assertThat(received.getSpecVersion()).isEqualTo(SpecVersion.V1);
      assertThat(received.getId()).isEqualTo(delivery.id());
      assertThat(received.getType()).isEqualTo("com.fullstory." + event.eventName());
      assertThat(received.getSource()).isEqualTo(URI.create("https://app.fullstory.com"));
      assertThat(received.getDataContentType()).isEqualTo("application/json");
      assertThat(received.getExtension("orgid")).isEqualTo(delivery.orgId());
      // as JSON: in structured mode the SDK's reader writes it again
      assertThat(JSON.readTree(data(received))).isEqualTo(JSON.readTree(delivery.body()));
    }
    assertThat(target.received).hasSize(SampleEvents.all().size());
  }

  @Test
  void in_binary_mode_the_body_is_every_byte_as_it_came() throws Exception {
    byte[] body =
        " {\"eventName\":\"x\",\r\n\"data\":{\"v\":1.50, \"ü\":\"\\u00fc\"}}\n".getBytes(UTF_8);

    deliver(TestDelivery.of(SampleEvents.mobileCrash(), now()).withBody(body));

    assertThat(received().body().getBytes(ISO_8859_1)).isEqualTo(body);
    assertThat(reader().getEncoding()).isEqualTo(Encoding.BINARY);
  }

  @Test
  void in_structured_mode_numbers_and_escapes_stay_as_they_are_written() throws Exception {
    byte[] body =
        "{\"eventName\":\"x\",\"data\":{\"v\":1.50e2,\"u\":\"\\u00fcü\"}}".getBytes(UTF_8);
    builder.setting("format", "cloudevents-structured");

    deliver(TestDelivery.of(SampleEvents.mobileCrash(), now()).withBody(body));

    assertThat(reader().getEncoding()).isEqualTo(Encoding.STRUCTURED);
    assertThat(new String(received().body().getBytes(ISO_8859_1), UTF_8))
        .contains("\"data\":" + new String(body, UTF_8));
  }

  @Test
  void the_time_is_the_events_own_or_that_of_the_receipt() throws Exception {
    deliver(SampleEvents.noteCreated());
    assertThat(timeOfLast()).isEqualTo(Instant.parse("2026-01-05T11:00:00Z"));

    Delivery crash = deliver(SampleEvents.mobileCrash());
    assertThat(timeOfLast()).isEqualTo(crash.receivedAt());
  }

  @Test
  void the_subject_is_what_the_event_is_about_where_it_says_so() throws Exception {
    deliver(SampleEvents.metricAlert());
    assertThat(read().getSubject()).isEqualTo("occurrence-1");

    deliver(SampleEvents.mobileCrash());
    assertThat(read().getSubject()).isNull();
  }

  @Test
  void source_and_type_can_be_set_and_an_absent_organisation_is_left_out() throws Exception {
    builder.setting("source", "urn:example:shop").setting("type-prefix", "");

    deliver(TestDelivery.of(SampleEvents.noteCreated(), now()).withSignature(null, null));

    assertThat(read().getSource()).isEqualTo(URI.create("urn:example:shop"));
    assertThat(read().getExtensionNames()).isEmpty();
  }

  @Test
  void what_no_header_can_hold_is_percent_encoded() throws Exception {
    deliver(new UnknownEvent("50 %\"ü\uD83D\uDE80\n", 1, Map.of()));

    assertThat(received().headers().getFirst("ce-type"))
        .isEqualTo("com.fullstory.50%20%25%22%C3%BC%F0%9F%9A%80%EF%BF%BD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloudevents-binary", "cloudevents-structured", "plain"})
  void the_library_of_standard_webhooks_accepts_the_signature(String format) throws Exception {
    builder.setting("format", format).setting("signing-secrets", NEW_SECRET);

    Delivery delivery = deliver(SampleEvents.noteCreated());

    assertThatCode(() -> verify(NEW_SECRET)).doesNotThrowAnyException();
    assertThat(received().headers().getFirst("webhook-id")).isEqualTo(delivery.id());
    assertThatThrownBy(() -> verify(OLD_SECRET)).isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void while_a_secret_is_replaced_both_are_accepted(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("secrets"), NEW_SECRET + ", " + OLD_SECRET + "\n");
    builder.setting("signing-secrets-file", file.toString());

    deliver(SampleEvents.noteCreated());

    assertThatCode(() -> verify(NEW_SECRET)).doesNotThrowAnyException();
    String both = Objects.requireNonNull(received().headers().getFirst("webhook-signature"));
    assertThat(both.split(" ")).hasSize(2).allMatch(one -> one.startsWith("v1,"));
    assertThatCode(() -> verify(OLD_SECRET)).doesNotThrowAnyException();
  }

  @Test
  void without_a_secret_nothing_is_signed() throws Exception {
    deliver(SampleEvents.noteCreated());

    assertThat(received().headers())
        .doesNotContainKeys("Webhook-id", "Webhook-timestamp", "Webhook-signature");
  }

  @Test
  void a_later_attempt_is_the_same_event_signed_anew() throws Exception {
    builder.setting("signing-secrets", NEW_SECRET);
    try (HandlerHarness harness = builder.start()) {
      TestDelivery delivery = TestDelivery.of(SampleEvents.mobileCrash(), now());
      harness.deliver(delivery);
      CloudEvent first = read();
      harness.clock().advance(Duration.ofMinutes(7));
      harness.deliver(delivery.withAttempt(2));

      assertThat(read()).isEqualTo(first);
      assertThat(target.received)
          .extracting(request -> request.headers().getFirst("webhook-timestamp"))
          .containsExactly("1767225600", "1767226020");
    }
  }

  @Test
  void plain_is_no_cloud_event() throws Exception {
    builder.setting("format", "plain");

    deliver(SampleEvents.noteCreated());

    assertThat(received().headers().keySet()).noneMatch(name -> name.startsWith("Ce-"));
    assertThat(received().headers().getFirst("Content-Type")).isEqualTo("application/json");
  }

  private Delivery deliver(WebhookEvent event) throws Exception {
    return deliver(TestDelivery.of(event, now()));
  }

  /** With the clock of the machine: the library of Standard Webhooks asks no other. */
  private Delivery deliver(TestDelivery delivery) throws Exception {
    try (HandlerHarness harness = builder.start()) {
      harness.clock().advance(Duration.between(harness.clock().instant(), Instant.now()));
      assertThat(harness.deliver(delivery).result()).isEqualTo(Result.SUCCEEDED);
    }
    return delivery;
  }

  private static Instant now() {
    return Instant.parse("2026-03-01T12:00:00.125Z");
  }

  private FakeTarget.Received received() {
    return target.received.get(target.received.size() - 1);
  }

  private MessageReader reader() {
    return HttpMessageFactory.createReaderFromMultimap(
        received().headers(), received().body().getBytes(ISO_8859_1));
  }

  private CloudEvent read() {
    return reader().toEvent();
  }

  private Instant timeOfLast() {
    return Objects.requireNonNull(read().getTime()).toInstant();
  }

  private static byte[] data(CloudEvent event) {
    return Objects.requireNonNull(event.getData()).toBytes();
  }

  private void verify(String secret) throws WebhookVerificationException {
    new Webhook(secret)
        .verify(new String(received().body().getBytes(ISO_8859_1), UTF_8), received().headers());
  }
}
