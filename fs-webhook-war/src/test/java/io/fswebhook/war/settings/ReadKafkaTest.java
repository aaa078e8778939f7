package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.core.node.NodeRole;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadKafkaTest {

  @TempDir private Path folder;

  @Test
  void without_brokers_there_is_no_topic_and_the_node_does_everything() {
    Settings settings = Sources.withSecret(folder).load();

    assertThat(settings.kafka()).isNull();
    assertThat(settings.roles()).containsExactlyInAnyOrder(NodeRole.values());
  }

  @Test
  void partitions_are_numbers_and_ranges() {
    TopicSettings topic = kafka().system("fs.webhook.kafka.store-partitions", "0-2, 7").topic();

    assertThat(topic.stored()).containsExactlyInAnyOrder(0, 1, 2, 7);
    assertThat(topic.stores(7)).isTrue();
    assertThat(topic.stores(3)).isFalse();
    assertThat(kafka().topic().stores(3)).isTrue();
  }

  @Test
  void properties_of_clients_may_come_from_the_environment_and_are_not_shown() {
    TopicSettings topic =
        kafka()
            .system("fs.webhook.kafka.client.sasl.mechanism", "PLAIN")
            .environment("FS_WEBHOOK_KAFKA_CLIENT_SASL_JAAS_CONFIG", "geheim;")
            .topic();

    assertThat(topic.client())
        .isEqualTo(Map.of("sasl.mechanism", "PLAIN", "sasl.jaas.config", "geheim;"));
    assertThat(topic.toString()).doesNotContain("geheim");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fs.webhook.kafka.client.acks | 1 | fs.webhook.kafka.client.acks must not be set",
        "fs.webhook.kafka.client.compression.type | zstd | must be one of gzip, none",
        "fs.webhook.roles | store | must have store and dispatch, or neither, unless"
            + " fs.webhook.inbox.url is a PostgreSQL database",
        "fs.webhook.kafka.store-partitions | 5-2 | must be numbers and ranges such as 0-5,8",
      })
  void what_breaks_a_promise_is_refused(String name, String value, String reason) {
    assertThatThrownBy(() -> kafka().system(name, value).sources().load())
        .hasMessageStartingWith(name)
        .hasMessageContaining(reason);
  }

  @Test
  void fewer_roles_and_settings_of_a_topic_need_brokers() {
    assertThatThrownBy(
            () -> Sources.withSecret(folder).system("fs.webhook.roles", "receive").load())
        .hasMessage(
            "fs.webhook.roles must have all of them unless fs.webhook.kafka.bootstrap-servers is set,"
                + " was \"receive\"");
    assertThatThrownBy(
            () -> Sources.withSecret(folder).system("fs.webhook.kafka.topic", "x").load())
        .hasMessage(
            "fs.webhook.kafka.bootstrap-servers must be set, since fs.webhook.kafka.topic needs it");
  }

  private KafkaSources kafka() {
    return new KafkaSources(
        Sources.withSecret(folder).system("fs.webhook.kafka.bootstrap-servers", "kafka:9092"));
  }

  /** Sources with brokers. */
  private record KafkaSources(Sources sources) {

    KafkaSources system(String name, String value) {
      sources.system(name, value);
      return this;
    }

    KafkaSources environment(String name, String value) {
      sources.environment(name, value);
      return this;
    }

    TopicSettings topic() {
      return Objects.requireNonNull(sources.load().kafka());
    }
  }
}
