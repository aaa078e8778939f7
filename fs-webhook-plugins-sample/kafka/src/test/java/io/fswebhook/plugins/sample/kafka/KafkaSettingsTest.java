package io.fswebhook.plugins.sample.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.testkit.HandlerHarness;
import io.fswebhook.api.testkit.HandlerHarness.Outcome.Result;
import io.fswebhook.api.testkit.SampleEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {

  private static final String PREFIX = "fs.webhook.handlers.KafkaPublish.";

  private final HandlerHarness.Builder builder =
      HandlerHarness.of(new KafkaPublishHandler())
          .setting("bootstrap-servers", "127.0.0.1:1")
          .setting("topic", "fullstory");

  @ParameterizedTest
  @ValueSource(strings = {"bootstrap-servers", "topic"})
  void what_is_missing_is_named_with_what_to_do(String key) {
    assertThatThrownBy(() -> builder.setting(key, "").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + key + " is not set: set it to ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "topic                          | two words | must be 1 to 249 letters",
        "topic                          | ..        | must be 1 to 249 letters",
        "key                            | user      | must be one of org, session, event, delivery, none, was 'user'",
        "ack-timeout                    | 20        | must be an ISO 8601 duration",
        "ack-timeout                    | PT0.5S    | must be from PT1S to PT24H, was PT0.5S",
        "headers.ce_id                  | 'a'       | must not be set, since the handler sets it",
        "content-type                   | text/xml  | has no effect without fs.webhook.handlers.KafkaPublish.body",
        "source                         | a b       | must be a URI",
        "bootstrap-servers              | kafka-1   | is wrong: Invalid url in bootstrap.servers: kafka-1",
        "producer.acks                  | 1         | must not be set",
        "producer.delivery.timeout.ms   | 1         | must not be set: it is fixed, or follows from fs.webhook.handlers.KafkaPublish.ack-timeout",
        "producer.lingerms              | 5         | is no setting of Kafka's producer",
        "producer.linger.ms             | soon      | is wrong: Invalid value soon",
        "producer.compression.type      | rar       | is wrong: Invalid value rar",
        "producer.ssl.truststore.location | /nowhere/at-all | producer.* is wrong"
      })
  void what_is_wrong_is_named_with_the_rule(String key, String value, String problem) {
    builder.setting("producer.security.protocol", "SSL");
    String name = problem.startsWith("producer.*") ? PREFIX : PREFIX + key + " ";

    assertThatThrownBy(() -> builder.setting(key, value).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + problem);
  }

  @Test
  void a_secret_may_come_from_a_file_and_is_not_repeated(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("jaas");
    Files.writeString(
        file,
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\""
            + " password=\"s3cret\";\n");
    builder
        .setting("producer.security.protocol", "SASL_PLAINTEXT")
        .setting("producer.sasl.mechanism", "PLAIN")
        .setting("producer.sasl.jaas.config-file", file.toString());
    assertThatCode(() -> builder.start().close()).doesNotThrowAnyException();

    Files.writeString(file, "no.such.Module s3cret s3cret\n");
    assertThatThrownBy(() -> builder.start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + "producer.sasl.jaas.config is wrong: ")
        .hasNoCause()
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void brokers_that_have_no_address_yet_do_not_keep_it_out() throws Exception {
    builder.setting("bootstrap-servers", "no-such-host.invalid:9092");
    try (HandlerHarness harness = builder.start()) {
      assertThat(harness.deliver(SampleEvents.noteCreated()).result()).isEqualTo(Result.RETRY);
    }
  }
}
