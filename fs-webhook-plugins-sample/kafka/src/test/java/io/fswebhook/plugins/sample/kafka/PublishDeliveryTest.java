package io.fswebhook.plugins.sample.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.api.testkit.SampleEvents;
import io.fswebhook.api.testkit.TestDelivery;
import io.fswebhook.plugins.sample.support.AddedHeaders;
import io.fswebhook.plugins.sample.support.SentBody;
import io.fswebhook.plugins.sample.support.ToCloudEvent;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each error of the producer means, with Kafka's own mock of it. */
class PublishDeliveryTest {

  private final List<MockProducer<String, byte[]>> made = new ArrayList<>();
  private final CurrentProducer producer =
      new CurrentProducer(
          () -> {
            made.add(
                new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()));
            return made.get(made.size() - 1);
          });

  static List<RuntimeException> thatPass() {
    return List.of(new NotEnoughReplicasException("in trouble"), new TimeoutException("too slow"));
  }

  @ParameterizedTest
  @MethodSource("thatPass")
  void an_error_that_passes_is_tried_again_with_the_same_producer(RuntimeException error)
      throws Exception {
    fails(error);

    assertThatThrownBy(this::publish)
        .isInstanceOf(IOException.class)
        .hasMessage("topic fullstory did not take it: " + error.getMessage());
    works();
    publish();

    assertThat(made).hasSize(1);
    assertThat(made.get(0).history()).hasSize(1);
  }

  static List<RuntimeException> thatStay() {
    return List.of(
        new SaslAuthenticationException("wrong password"),
        new ClusterAuthorizationException("not allowed"),
        new TopicAuthorizationException("not allowed"),
        new KafkaException("in an error state"),
        new IllegalStateException("closed"));
  }

  @ParameterizedTest
  @MethodSource("thatStay")
  void an_error_that_stays_is_tried_again_with_a_new_producer(RuntimeException error)
      throws Exception {
    fails(error);

    assertThatThrownBy(this::publish).isInstanceOf(IOException.class);
    assertThat(made.get(0).closed()).isTrue();
    publish();

    assertThat(made).hasSize(2);
    assertThat(made.get(1).history()).hasSize(1);
  }

  static List<RuntimeException> ofTheRecord() {
    return List.of(
        new RecordTooLargeException("too large"), new InvalidRecordException("not taken"));
  }

  @ParameterizedTest
  @MethodSource("ofTheRecord")
  void what_is_wrong_with_the_record_is_given_up(RuntimeException error) throws Exception {
    fails(error);

    assertThatThrownBy(this::publish).isInstanceOf(GiveUpException.class);

    assertThat(made.get(0).closed()).isFalse();
  }

  @Test
  void no_acknowledgement_in_time_is_tried_again() {
    made.add(new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()));
    CurrentProducer silent = new CurrentProducer(() -> made.get(0));

    assertThatThrownBy(() -> publishWith(silent, Duration.ofMillis(50)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no acknowledgement of topic fullstory within PT0.05S");
  }

  @Test
  void an_interrupt_passes_through() {
    fails(new InterruptException(new InterruptedException()));

    assertThatThrownBy(this::publish).isInstanceOf(InterruptedException.class);

    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void one_that_another_thread_has_replaced_already_is_not_replaced_again() {
    var first = producer.get();
    producer.discard(first);
    var second = producer.get();
    producer.discard(first);

    assertThat(producer.get()).isSameAs(second);
    assertThat(made.get(1).closed()).isFalse();
  }

  @Test
  void the_trace_of_the_attempt_is_in_the_headers_of_the_record() throws Exception {
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    TestDelivery delivery = delivery(SampleEvents.noteCreated());
    publishWith(producer, Duration.ofSeconds(20), delivery.withTrace(parent, "vendor=of it"));
    publishWith(producer, Duration.ofSeconds(20), delivery);

    var published = made.get(0).history();
    assertThat(published.get(0).headers().lastHeader("traceparent").value())
        .asString()
        .isEqualTo(parent);
    assertThat(published.get(0).headers().lastHeader("tracestate").value())
        .asString()
        .isEqualTo("vendor=of it");
    assertThat(published.get(1).headers().lastHeader("traceparent")).isNull();
    assertThat(published.get(1).headers().lastHeader("tracestate")).isNull();
  }

  @Test
  void after_the_stop_none_is_made_any_more() {
    producer.get();
    producer.close();

    assertThat(made.get(0).closed()).isTrue();
    assertThatThrownBy(this::publish).isInstanceOf(IllegalStateException.class);
    assertThat(made).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "ORG, ORG1, ORG1",
    "SESSION, https://app.example.com/session/4711:0815, ORG1",
    "EVENT, note.created, segment.created",
    "NONE, ,"
  })
  void the_key_is_what_is_set(RecordKey key, String ofNote, String ofSegment) {
    assertThat(key.of(delivery(SampleEvents.noteCreated()))).isEqualTo(ofNote);
    assertThat(key.of(delivery(SampleEvents.segmentCreated()))).isEqualTo(ofSegment);
  }

  @Test
  void the_key_may_be_the_deliverys_id_or_nothing_where_no_organisation_signed() {
    TestDelivery delivery = delivery(SampleEvents.mobileCrash());

    assertThat(RecordKey.DELIVERY.of(delivery)).isEqualTo(delivery.id());
    assertThat(RecordKey.ORG.of(delivery.withSignature(null, null))).isNull();
  }

  private void fails(RuntimeException error) {
    producer.get();
    made.get(0).sendException = error;
  }

  private void works() {
    made.get(0).sendException = null;
  }

  private void publish() throws Exception {
    publishWith(producer, Duration.ofSeconds(20));
  }

  private static void publishWith(CurrentProducer producer, Duration acknowledgement)
      throws Exception {
    publishWith(producer, acknowledgement, delivery(SampleEvents.noteCreated()));
  }

  private static void publishWith(
      CurrentProducer producer, Duration acknowledgement, Delivery delivery) throws Exception {
    KafkaSettings settings =
        new KafkaSettings(
            KafkaSettings.HANDLER_NAME,
            RecordPlace.of("fullstory", RecordKey.ORG),
            AddedHeaders.NONE,
            SentBody.OF_EVENT,
            acknowledgement,
            new ToCloudEvent(URI.create("urn:example"), ""),
            Map.of());
    new PublishDelivery(settings, producer).run(delivery);
  }

  private static TestDelivery delivery(WebhookEvent event) {
    return TestDelivery.of(event, Instant.EPOCH);
  }
}
