package io.fswebhook.plugins.sample.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.ExpressionException;
import io.fswebhook.api.ExpressionValue;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.testkit.HandlerHarness;
import io.fswebhook.api.testkit.SampleEvents;
import io.fswebhook.api.testkit.TestDelivery;
import java.time.Instant;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records whose parts expressions make, with Kafka's own mock of its producer. */
class RecordOfExpressionsTest {

  private static final Delivery DELIVERY =
      TestDelivery.of(SampleEvents.mobileCrash(), Instant.EPOCH);

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final Reading handler = new Reading();
  private final HandlerHarness.Builder builder =
      HandlerHarness.of(handler).setting("bootstrap-servers", "127.0.0.1:1");

  @Test
  void topic_key_value_and_headers_are_made() throws Exception {
    builder
        .expression("topic-expression", each -> text("fs." + each.event().eventName()))
        .expression("key-expression", each -> new ExpressionValue(ExpressionValue.Type.NUMBER, "7"))
        .expression(
            "body", each -> new ExpressionValue(ExpressionValue.Type.OBJECT, "{\"a\":\"ü\"}"))
        .expression("headers.team", each -> text("Zürich\n"))
        .expression("headers.none", each -> null);

    ProducerRecord<String, byte[]> record = publish();

    assertThat(record.topic()).isEqualTo("fs.nativemobile.event.crash");
    assertThat(record.key()).isEqualTo("7");
    assertThat(new String(record.value(), UTF_8)).isEqualTo("{\"a\":\"ü\"}");
    assertThat(header(record, "content-type")).isEqualTo("application/json");
    assertThat(header(record, "ce_id")).isEqualTo(DELIVERY.id());
    assertThat(header(record, "team")).isEqualTo("Zürich\n");
    assertThat(record.headers().lastHeader("none")).isNull();
  }

  @Test
  void a_text_has_a_content_type_of_its_own_and_no_key_is_none() throws Exception {
    builder
        .setting("topic", "fullstory")
        .expression("key-expression", each -> null)
        .expression("body", each -> text("a;b"))
        .setting("content-type", "text/csv");

    ProducerRecord<String, byte[]> record = publish();

    assertThat(record.key()).isNull();
    assertThat(header(record, "content-type")).isEqualTo("text/csv");
  }

  @Test
  void what_is_no_topic_fails_and_is_not_quoted() {
    builder.expression("topic-expression", each -> text("two words"));

    assertThatThrownBy(this::publish)
        .isInstanceOf(ExpressionException.class)
        .hasMessage(
            "fs.webhook.handlers.KafkaPublish.topic-expression must make a topic: 1 to 249 letters,"
                + " digits, '.', '_' and '-'");
  }

  @Test
  void nothing_is_no_body() {
    builder.setting("topic", "fullstory").expression("body", each -> null);

    assertThatThrownBy(this::publish)
        .isInstanceOf(ExpressionException.class)
        .hasMessageStartingWith("fs.webhook.handlers.KafkaPublish.body makes nothing");
  }

  @Test
  void a_topic_and_an_expression_for_it_are_one_too_many() {
    builder.setting("topic", "fullstory").expression("topic-expression", each -> null);

    assertThatThrownBy(builder::start)
        .hasMessageContaining("fs.webhook.handlers.KafkaPublish.topic are both set: keep one");
  }

  private static ExpressionValue text(String text) {
    return ExpressionValue.text(text);
  }

  private static String header(ProducerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private ProducerRecord<String, byte[]> publish() throws Exception {
    builder.start().close();
    new PublishDelivery(requireNonNull(handler.settings), new CurrentProducer(() -> producer))
        .run(DELIVERY);
    return producer.history().get(0);
  }

  /** Reads the settings of the handler, and starts nothing. */
  private static final class Reading implements EventHandler {

    private @Nullable KafkaSettings settings;

    @Override
    public String name() {
      return KafkaSettings.HANDLER_NAME;
    }

    @Override
    public void start(HandlerContext context) {
      settings = KafkaSettings.read(context);
    }

    @Override
    public void handle(Delivery delivery) {}
  }
}
