package io.fswebhook.war.kafka.client;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.war.kafka.KafkaOptions;
import io.fswebhook.war.settings.TopicSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks at the topic, and creates it if it is not there. */
record FindTopic(Admin admin, KafkaOptions options) {

  private static final int REPLICAS_OF_TWO_ACKNOWLEDGEMENTS = 3;

  /** With a node's own, brokers refuse records of one whose clock is an hour ahead. */
  private static final String BROKERS_CLOCK = "LogAppendTime";

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /** What nodes say is of use for minutes, and by one clock. */
  private static final Map<String, String> OF_NODES =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG,
          "3600000",
          TopicConfig.SEGMENT_MS_CONFIG,
          "3600000",
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          BROKERS_CLOCK);

  /**
   * At the start.
   *
   * @throws StartException if the topic cannot be used
   */
  TopicFacts orCreate() {
    try {
      if (find(settings().topic()).isEmpty()) {
        create();
      }
      return checkedOnceKnown();
    } catch (ExecutionException e) {
      throw new StartException(settings() + " cannot be used: " + Failures.reason(e) + advice(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while looking for " + settings(), e);
    }
  }

  private static String advice() {
    return "; check that the brokers run, and fs.webhook.kafka.bootstrap-servers and .client.*";
  }

  private void create() throws ExecutionException, InterruptedException {
    try {
      createUnlessThere(wanted());
    } catch (ExecutionException e) {
      throw new StartException(
          "topic "
              + settings().topic()
              + " cannot be created: "
              + Failures.reason(e)
              + "; create it, or change fs.webhook.kafka.replication-factor or .partitions",
          e);
    }
  }

  /** The topic in which nodes say that they are there. */
  static String nodesOf(TopicSettings settings) {
    return settings.topic() + "-nodes";
  }

  /** Creates that one, unless it is there. */
  void createNodes() throws ExecutionException, InterruptedException {
    String name = nodesOf(settings());
    if (find(name).isEmpty()) {
      createUnlessThere(
          new NewTopic(name, 1, (short) settings().replicationFactor()).configs(OF_NODES));
    }
  }

  private void createUnlessThere(NewTopic topic) throws ExecutionException, InterruptedException {
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) { // another node was quicker
        throw e;
      }
    }
  }

  private NewTopic wanted() {
    int replicas = settings().replicationFactor();
    return new NewTopic(settings().topic(), settings().partitions(), (short) replicas)
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                replicas >= REPLICAS_OF_TWO_ACKNOWLEDGEMENTS ? "2" : "1",
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                BROKERS_CLOCK,
                TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
                "false",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(options.largestRecord())));
  }

  /** Not every broker knows a new topic at once. */
  private TopicFacts checkedOnceKnown() throws ExecutionException, InterruptedException {
    long end = System.nanoTime() + options.patience().toNanos();
    while (true) {
      try {
        return checked();
      } catch (ExecutionException e) {
        if (!isUnknown(e) || System.nanoTime() - end > 0) {
          throw e;
        }
        Thread.sleep(LOOK_AGAIN.toMillis());
      }
    }
  }

  private static boolean isUnknown(ExecutionException failure) {
    return failure.getCause() instanceof UnknownTopicOrPartitionException;
  }

  private TopicFacts checked() throws ExecutionException, InterruptedException {
    TopicFacts facts = now();
    Config config = config();
    String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
    if (policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      throw new StartException(
          "topic "
              + settings().topic()
              + " must have cleanup.policy=delete, was "
              + policy
              + ", which deletes deliveries before they are stored");
    }
    return facts;
  }

  /** Fails if the topic is not there. */
  TopicFacts now() throws ExecutionException, InterruptedException {
    TopicDescription topic = described(settings().topic());
    Config config = config();
    int minInSync = number(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, config);
    List<TopicPartitionInfo> partitions = topic.partitions();
    return new TopicFacts(
        topic.name(),
        topic.topicId().toString(),
        partitions.stream().mapToInt(each -> each.replicas().size()).min().orElse(0),
        minInSync,
        partitions.stream().allMatch(each -> hasLeader(each) && each.isr().size() >= minInSync),
        number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, config));
  }

  private static boolean hasLeader(TopicPartitionInfo partition) {
    return partition.leader() != null && !partition.leader().isEmpty();
  }

  private static int number(String name, Config config) {
    return Integer.parseInt(config.get(name).value());
  }

  private Optional<TopicDescription> find(String topic)
      throws ExecutionException, InterruptedException {
    try {
      return Optional.of(described(topic));
    } catch (ExecutionException e) {
      if (isUnknown(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private TopicDescription described(String topic) throws ExecutionException, InterruptedException {
    return Objects.requireNonNull(
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
  }

  private Config config() throws ExecutionException, InterruptedException {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, settings().topic());
    return Objects.requireNonNull(admin.describeConfigs(List.of(topic)).all().get().get(topic));
  }

  private TopicSettings settings() {
    return options.settings();
  }
}
