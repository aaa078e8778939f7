package io.fswebhook.war.kafka.client;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.war.kafka.KafkaOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The properties of Kafka's clients: ours, and those of the operator that a client knows. */
record ClientConfigs(KafkaOptions options) {

  private static final String SETTING = "fs.webhook.kafka.client.";
  private static final long NEVER_IDLE_MILLIS = 3_650L * 24 * 60 * 60 * 1000;
  private static final int SESSION_MILLIS = 15_000;
  private static final int MOST_RECORDS = 1_000;
  private static final int LONGEST_BACKOFF_MILLIS = 5_000;

  /**
   * Refuses properties that no client knows.
   *
   * @throws StartException naming the first one
   */
  void check() {
    Set<String> known =
        Stream.of(
                ProducerConfig.configNames(),
                ConsumerConfig.configNames(),
                AdminClientConfig.configNames())
            .flatMap(Set::stream)
            .collect(Collectors.toSet());
    options.settings().client().keySet().stream()
        .filter(property -> !known.contains(property))
        .findFirst()
        .ifPresent(
            property -> {
              throw new StartException(
                  SETTING + property + " is no property of Kafka's clients: correct or remove it");
            });
  }

  Map<String, Object> admin() {
    Map<String, Object> config = common(AdminClientConfig.configNames());
    int limit = millis(options.patience());
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, limit / 3);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limit);
    return config;
  }

  Map<String, Object> producer() {
    Map<String, Object> config = writing();
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    // What arrives while a broker replicates one request goes into the next one: larger batches.
    config.putIfAbsent(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0); // of a request thread
    config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER_IDLE_MILLIS);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis() / 2);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, options.largestRecord());
    config.put(
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        options.limits().mostWaitingBytes() + options.largestRecord());
    return config;
  }

  Map<String, Object> consumer(String group) {
    Map<String, Object> config = reading();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    config.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
    return config;
  }

  /** Of what says now and then which nodes there are. */
  Map<String, Object> nodeProducer() {
    Map<String, Object> config = writing();
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L << 20);
    return config;
  }

  Map<String, Object> nodeConsumer() {
    Map<String, Object> config = reading();
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "by_duration:" + ShareNodes.REMEMBERED);
    return config;
  }

  private Map<String, Object> writing() {
    Map<String, Object> config = common(ProducerConfig.configNames());
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return config;
  }

  private Map<String, Object> reading() {
    Map<String, Object> config = common(ConsumerConfig.configNames());
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return config;
  }

  private Map<String, Object> common(Set<String> known) {
    Map<String, Object> config = new HashMap<>();
    // Kafka's own maximum of a second fills the log while no broker is there. Once one is back, a
    // delivery may wait this long for it.
    config.put(
        CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
        Math.min(LONGEST_BACKOFF_MILLIS, millis() / 4));
    // Neither JMX, which would keep an undeployed receiver in memory, nor reports to the brokers.
    config.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
    config.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, "false");
    options
        .settings()
        .client()
        .forEach(
            (name, value) -> {
              if (known.contains(name)) {
                config.put(name, value);
              }
            });
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, options.settings().bootstrapServers());
    config.putIfAbsent(
        CommonClientConfigs.CLIENT_ID_CONFIG,
        "fs-webhook-" + UUID.randomUUID().toString().substring(0, 8));
    return config;
  }

  private int millis() {
    return millis(options.limits().timeout());
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }
}
