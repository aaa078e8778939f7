package io.fswebhook.plugins.sample.kafka;

import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.plugins.sample.support.AddedHeaders;
import io.fswebhook.plugins.sample.support.CheckedSettings;
import io.fswebhook.plugins.sample.support.SentBody;
import io.fswebhook.plugins.sample.support.ToCloudEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigValue;

/**
 * The settings of {@link KafkaPublishHandler}, checked.
 *
 * @param acknowledgement how long to wait for the acknowledgement
 * @param producer the producer's configuration, without the serializers
 */
record KafkaSettings(
    String handlerName,
    RecordPlace place,
    AddedHeaders headers,
    SentBody body,
    Duration acknowledgement,
    ToCloudEvent toCloudEvent,
    Map<String, Object> producer) {

  static final String HANDLER_NAME = "KafkaPublish";

  static final String BOOTSTRAP_SERVERS = "bootstrap-servers";
  static final String PRODUCER = "producer.";

  private static final String ACKNOWLEDGEMENT = "ack-timeout";
  private static final Duration USUAL_ACKNOWLEDGEMENT = Duration.ofSeconds(20);
  private static final Duration SHORTEST_ACKNOWLEDGEMENT = Duration.ofSeconds(1);
  private static final Duration LONGEST_ACKNOWLEDGEMENT = Duration.ofDays(1);

  static final List<HandlerSetting> DECLARED =
      Stream.of(
              List.of(HandlerSetting.text(BOOTSTRAP_SERVERS, "Some of the brokers. Required.")),
              RecordPlace.DECLARED,
              SentBody.DECLARED,
              List.of(
                  AddedHeaders.DECLARED,
                  HandlerSetting.duration(
                          ACKNOWLEDGEMENT, "How long to wait for the acknowledgement.")
                      .orElse(USUAL_ACKNOWLEDGEMENT.toString()),
                  HandlerSetting.text(PRODUCER + "*", "Any other setting of Kafka's producer.")
                      .asSecret()),
              ToCloudEvent.DECLARED)
          .flatMap(List::stream)
          .toList();

  /** Fixed, or derived from the plugin's own settings. */
  private static final Set<String> FIXED =
      Set.of(
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);

  KafkaSettings {
    producer = Map.copyOf(producer);
  }

  static KafkaSettings read(HandlerContext context) {
    CheckedSettings settings = CheckedSettings.of(context);
    String servers =
        settings.required(
            BOOTSTRAP_SERVERS, "set it to some of the brokers, such as kafka-1:9092,kafka-2:9092");
    RecordPlace place = RecordPlace.read(settings);
    Duration acknowledgement = acknowledgement(settings);
    return new KafkaSettings(
        context.handlerName(),
        place,
        AddedHeaders.ofRecords(settings),
        SentBody.read(settings),
        acknowledgement,
        ToCloudEvent.read(settings),
        producer(settings, servers, Math.toIntExact(acknowledgement.toMillis())));
  }

  private static Duration acknowledgement(CheckedSettings settings) {
    Duration value = settings.duration(ACKNOWLEDGEMENT, USUAL_ACKNOWLEDGEMENT);
    if (value.compareTo(SHORTEST_ACKNOWLEDGEMENT) < 0
        || value.compareTo(LONGEST_ACKNOWLEDGEMENT) > 0) {
      throw settings.wrong(
          ACKNOWLEDGEMENT,
          "must be from "
              + SHORTEST_ACKNOWLEDGEMENT
              + " to "
              + LONGEST_ACKNOWLEDGEMENT
              + ", was "
              + value);
    }
    return value;
  }

  private static Map<String, Object> producer(
      CheckedSettings settings, String servers, int acknowledgementMillis) {
    Map<String, Object> config = new HashMap<>();
    // A new id for each start: a replaced plugin's producer overlaps with it for a moment.
    config.put(
        ProducerConfig.CLIENT_ID_CONFIG,
        "fs-webhook-" + UUID.randomUUID().toString().substring(0, 8));
    // No batching: each delivery waits for its own acknowledgement.
    config.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    // Otherwise the log gets a line per second while no broker is available.
    config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "10000");
    config.putAll(given(settings));
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, acknowledgementMillis);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, acknowledgementMillis);
    // Half of it, so that a request lost with a broker is retried in time.
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, acknowledgementMillis / 2);
    return config;
  }

  /** Validates each by Kafka's own rule. */
  private static Map<String, String> given(CheckedSettings settings) {
    Map<String, String> given = settings.startingWith(PRODUCER);
    for (Map.Entry<String, String> one : given.entrySet()) {
      String key = PRODUCER + one.getKey();
      if (FIXED.contains(one.getKey())) {
        throw settings.wrong(
            key, "must not be set: it is fixed, or follows from " + settings.name(ACKNOWLEDGEMENT));
      }
      if (!ProducerConfig.configNames().contains(one.getKey())) {
        throw settings.wrong(key, "is no setting of Kafka's producer: correct it or take it out");
      }
      for (ConfigValue value :
          ProducerConfig.configDef().validate(Map.of(one.getKey(), one.getValue()))) {
        List<String> errors = value.errorMessages();
        if (value.name().equals(one.getKey()) && !errors.isEmpty()) {
          throw settings.wrong(key, "is wrong: " + String.join("; ", errors));
        }
      }
    }
    return given;
  }
}
