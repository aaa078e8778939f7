package io.fswebhook.plugins.sample.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.fswebhook.api.Delivery;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.api.testkit.HandlerHarness;
import io.fswebhook.api.testkit.HandlerHarness.Outcome;
import io.fswebhook.api.testkit.HandlerHarness.Outcome.Result;
import io.fswebhook.api.testkit.SampleEvents;
import io.fswebhook.api.testkit.TestDelivery;
import io.fswebhook.plugins.sample.servers.KafkaBroker;
import io.fswebhook.plugins.sample.support.LoadedPlugin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Kafka in a process of its own. */
@Tag("long")
class KafkaPublishIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int PARTITIONS = 3;

  @TempDir static Path folder;
  private static KafkaBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = KafkaBroker.startIn(folder);
  }

  @AfterAll
  static void endBroker() {
    broker.close();
  }

  @Test
  void every_kind_of_event_arrives_as_a_cloud_event_in_binary_mode(TestInfo test) throws Exception {
    String topic = newTopic(test);
    Map<String, Delivery> sent = new TreeMap<>();
    try (HandlerHarness harness = handler(topic).start()) {
      for (WebhookEvent event : SampleEvents.all()) {
        Delivery delivery = TestDelivery.of(event, harness.clock().instant());
        assertThat(harness.deliver(delivery)).isEqualTo(new Outcome(Result.SUCCEEDED, null, null));
        sent.put(delivery.id(), delivery);
      }
    }

    List<ConsumerRecord<String, byte[]>> records = records(topic, sent.size());

    for (ConsumerRecord<String, byte[]> record : records) {
      Map<String, String> headers = headers(record);
      Delivery delivery = Objects.requireNonNull(sent.get(headers.get("ce_id")));
      assertThat(headers)
          .containsEntry("content-type", "application/json")
          .containsEntry("ce_specversion", "1.0")
          .containsEntry("ce_type", "com.fullstory." + delivery.event().eventName())
          .containsEntry("ce_source", "https://app.fullstory.com")
          .containsKey("ce_time");
      assertThat(headers.get("ce_orgid")).isEqualTo(delivery.orgId());
      assertThat(record.value()).isEqualTo(delivery.body());
      CloudEvent read = KafkaMessageFactory.createReader(record).toEvent();
      assertThat(read.getId()).isEqualTo(delivery.id());
      assertThat(read.getDataContentType()).isEqualTo("application/json");
    }
    assertThat(records).extracting(record -> headers(record).get("ce_id")).doesNotHaveDuplicates();
  }

  @Test
  void one_organisations_events_stay_in_one_partition_in_their_order(TestInfo test)
      throws Exception {
    String topic = newTopic(test);
    List<String> sent = new ArrayList<>();
    try (HandlerHarness harness = handler(topic).start()) {
      for (int i = 0; i < 20; i++) {
        Delivery delivery = TestDelivery.of(SampleEvents.noteCreated(), harness.clock().instant());
        harness.deliver(delivery);
        sent.add(delivery.id());
      }
    }

    List<ConsumerRecord<String, byte[]>> records = records(topic, sent.size());

    assertThat(records).extracting(ConsumerRecord::key).containsOnly("ORG1");
    assertThat(records)
        .extracting(ConsumerRecord::partition)
        .containsOnly(records.get(0).partition());
    assertThat(records).extracting(r -> headers(r).get("ce_id")).containsExactlyElementsOf(sent);
  }

  @Test
  void the_broker_knows_the_producer_as_an_idempotent_one(TestInfo test) throws Exception {
    String topic = newTopic(test);
    try (HandlerHarness harness = handler(topic).start();
        Admin admin = broker.admin(LIMIT)) {
      harness.deliver(SampleEvents.noteCreated());
      harness.deliver(SampleEvents.noteCreated());

      TopicPartition partition = new TopicPartition(topic, records(topic, 2).get(0).partition());
      List<ProducerState> producers =
          admin
              .describeProducers(List.of(partition))
              .partitionResult(partition)
              .get()
              .activeProducers();

      assertThat(producers).hasSize(1);
      assertThat(producers.get(0).producerId()).isNotNegative();
      assertThat(producers.get(0).lastSequence()).isEqualTo(1);
    }
  }

  @Test
  void while_the_broker_is_gone_deliveries_are_tried_again_and_none_is_lost(TestInfo test)
      throws Exception {
    String topic = newTopic(test);
    List<TestDelivery> deliveries =
        IntStream.range(0, 12)
            .mapToObj(i -> TestDelivery.of(SampleEvents.mobileCrash(), Instant.EPOCH))
            .toList();
    try (HandlerHarness harness =
        handler(topic)
            .setting("ack-timeout", "PT1S")
            .setting("producer.reconnect.backoff.max.ms", "500")
            .setting("max-attempts", "1000")
            .start()) {
      List<TestDelivery> waiting = new ArrayList<>();
      for (TestDelivery delivery : deliveries) {
        if (delivery == deliveries.get(4)) {
          broker.kill();
        }
        if (delivery == deliveries.get(6)) {
          broker.start();
        }
        if (harness.deliver(delivery).result() != Result.SUCCEEDED) {
          waiting.add(delivery);
        }
      }
      assertThat(waiting).contains(deliveries.get(4), deliveries.get(5));
      assertThat(waiting).doesNotContainAnyElementsOf(deliveries.subList(0, 4));

      long end = System.nanoTime() + LIMIT.toNanos();
      for (int attempt = 2; !waiting.isEmpty(); attempt++) {
        assertThat(System.nanoTime()).isLessThan(end);
        int number = attempt;
        waiting.removeIf(
            delivery -> harness.deliver(delivery.withAttempt(number)).result() == Result.SUCCEEDED);
      }
    }

    assertThat(new TreeSet<>(ids(topic, deliveries)))
        .isEqualTo(new TreeSet<>(deliveries.stream().map(TestDelivery::id).toList()));
  }

  @Test
  void a_body_that_is_too_large_is_given_up(TestInfo test) throws Exception {
    String topic = newTopic(test);
    byte[] body =
        ("{\"eventName\":\"x\",\"data\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(UTF_8);
    try (HandlerHarness harness = handler(topic).start()) {
      Outcome outcome =
          harness.deliver(
              TestDelivery.of(SampleEvents.noteCreated(), Instant.EPOCH).withBody(body));

      assertThat(outcome.thrown()).isInstanceOf(GiveUpException.class);
      assertThat(outcome.message()).contains("topic " + topic, "max.request.size");
      assertThat(harness.deliver(SampleEvents.noteCreated()).result()).isEqualTo(Result.SUCCEEDED);
    }
  }

  @Test
  void a_broker_that_takes_less_than_the_producer_sends_is_given_up_too(TestInfo test)
      throws Exception {
    String topic = newTopic(test);
    byte[] body =
        ("{\"eventName\":\"x\",\"data\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(UTF_8);
    try (HandlerHarness harness =
        handler(topic).setting("producer.max.request.size", "4000000").start()) {
      Outcome outcome =
          harness.deliver(
              TestDelivery.of(SampleEvents.noteCreated(), Instant.EPOCH).withBody(body));

      assertThat(outcome.thrown()).isInstanceOf(GiveUpException.class);
      assertThat(harness.deliver(SampleEvents.noteCreated()).result()).isEqualTo(Result.SUCCEEDED);
    }
  }

  @Test
  void a_topic_that_is_not_there_is_waited_for(TestInfo test) throws Exception {
    String topic = name(test);
    try (HandlerHarness harness = handler(topic).setting("ack-timeout", "PT1S").start()) {
      Outcome outcome = harness.deliver(SampleEvents.noteCreated());

      assertThat(outcome.result()).isEqualTo(Result.RETRY);
      assertThat(outcome.message()).contains("topic " + topic);
    }
  }

  @Test
  void the_folder_as_it_is_shipped_publishes_from_behind_its_class_loader_and_leaves_nothing(
      @TempDir Path root, TestInfo test) throws Exception {
    String topic = newTopic(test);
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap-servers", broker.servers());
    settings.put("topic", topic);
    settings.put("producer.compression.type", "zstd");
    LoadedPlugin plugin =
        LoadedPlugin.load(
            Path.of(System.getProperty("it.sample.plugins"), "kafka"), root, settings);
    try (plugin) {
      assertThat(plugin.problems()).isEmpty();
      TestDelivery delivery = TestDelivery.of(SampleEvents.noteCreated(), Instant.EPOCH);

      plugin.handle(delivery);

      assertThat(ids(topic, List.of(delivery))).containsExactly(delivery.id());
    }
    plugin.awaitCollected(LIMIT);
  }

  private static String newTopic(TestInfo test) throws Exception {
    String topic = name(test);
    broker.createTopic(topic, PARTITIONS);
    return topic;
  }

  private static String name(TestInfo test) {
    return test.getTestMethod().orElseThrow().getName();
  }

  private static HandlerHarness.Builder handler(String topic) {
    return HandlerHarness.of(new KafkaPublishHandler())
        .setting("bootstrap-servers", broker.servers())
        .setting("topic", topic);
  }

  private static List<String> ids(String topic, List<TestDelivery> expected) {
    return records(topic, expected.size()).stream().map(r -> headers(r).get("ce_id")).toList();
  }

  /** At least that many, from the start of each partition. */
  private static List<ConsumerRecord<String, byte[]>> records(String topic, int atLeast) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.servers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      long end = System.nanoTime() + LIMIT.toNanos();
      while (records.size() < atLeast && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      assertThat(records).hasSizeGreaterThanOrEqualTo(atLeast);
      return records;
    }
  }

  private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }
}
