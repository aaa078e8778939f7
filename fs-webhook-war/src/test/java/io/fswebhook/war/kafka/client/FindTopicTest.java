package io.fswebhook.war.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.war.kafka.KafkaOptions;
import io.fswebhook.war.settings.TopicSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class FindTopicTest {

  private static final String TOPIC = "deliveries";

  private final Admin admin = mock();
  private final FindTopic find =
      new FindTopic(
          admin,
          new KafkaOptions(
              new TopicSettings("localhost:9092", TOPIC, 1, 1, Set.of(), Map.of()),
              InboxLimits.DEFAULT,
              1_000));

  @Test
  void a_broker_that_does_not_know_the_new_topic_yet_is_asked_again() {
    DescribeTopicsResult topics = mock();
    when(topics.allTopicNames()).thenReturn(KafkaFuture.completedFuture(Map.of(TOPIC, topic())));
    when(admin.describeTopics(List.of(TOPIC))).thenReturn(topics);
    DescribeConfigsResult unknown = configs(failed());
    DescribeConfigsResult known = configs(KafkaFuture.completedFuture(config()));
    when(admin.describeConfigs(anyCollection())).thenReturn(unknown, unknown, known);

    assertThat(find.orCreate())
        .isEqualTo(new TopicFacts(TOPIC, topic().topicId().toString(), 1, 1, true, 2_000));
  }

  private static TopicDescription topic() {
    Node broker = new Node(1, "localhost", 9092);
    return new TopicDescription(
        TOPIC, false, List.of(new TopicPartitionInfo(0, broker, List.of(broker), List.of(broker))));
  }

  private static DescribeConfigsResult configs(KafkaFuture<Map<ConfigResource, Config>> all) {
    DescribeConfigsResult configs = mock();
    when(configs.all()).thenReturn(all);
    return configs;
  }

  private static <T> KafkaFuture<T> failed() {
    KafkaFutureImpl<T> failed = new KafkaFutureImpl<>();
    failed.completeExceptionally(new UnknownTopicOrPartitionException("not here"));
    return failed;
  }

  private static Map<ConfigResource, Config> config() {
    return Map.of(
        new ConfigResource(ConfigResource.Type.TOPIC, TOPIC),
        new Config(
            List.of(
                new ConfigEntry("cleanup.policy", "delete"),
                new ConfigEntry("min.insync.replicas", "1"),
                new ConfigEntry("max.message.bytes", "2000"))));
  }
}
