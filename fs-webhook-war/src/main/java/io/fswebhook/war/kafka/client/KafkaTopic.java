package io.fswebhook.war.kafka.client;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.core.lifecycle.PeriodicScheduler;
import io.fswebhook.core.node.NodeInfo;
import io.fswebhook.core.node.SeenNode;
import io.fswebhook.core.node.TopicLag;
import io.fswebhook.core.topic.DeliveryTopic;
import io.fswebhook.core.topic.TopicCounts;
import io.fswebhook.core.topic.TopicReader;
import io.fswebhook.core.topic.TopicRecord;
import io.fswebhook.war.kafka.KafkaOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topic of Kafka, with one producer, one consumer, and a look at it now and then. */
final class KafkaTopic implements DeliveryTopic {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaTopic.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int LOOKS_WHEN_WELL = 15;

  private final KafkaOptions options;
  private final ClientConfigs configs;
  private final FindTopic find;
  private final ProduceRecords producer;
  private final PeriodicScheduler scheduler = new PeriodicScheduler("fs-webhook-kafka");
  private final Closer opened;
  private volatile TopicFacts facts;
  private volatile @Nullable ConsumeRecords reading;
  private volatile @Nullable ShareNodes sharing;
  private int looks; // belongs to the scheduler

  private KafkaTopic(
      KafkaOptions options,
      ClientConfigs configs,
      FindTopic find,
      TopicFacts facts,
      ProduceRecords producer,
      Closer opened) {
    this.options = options;
    this.configs = configs;
    this.find = find;
    this.facts = facts;
    this.producer = producer;
    this.opened = opened;
  }

  /** See {@link io.fswebhook.war.kafka.TopicFactory#open}. */
  static KafkaTopic open(KafkaOptions options) {
    ClientConfigs configs = new ClientConfigs(options);
    configs.check();
    Closer opened = new Closer();
    try {
      Admin admin = Admin.create(configs.admin());
      opened.add(() -> admin.close(Duration.ZERO));
      FindTopic find = new FindTopic(admin, options);
      TopicFacts facts = find.orCreate();
      facts.warnings(options.largestRecord()).forEach(LOG::warn);
      ProduceRecords producer =
          new ProduceRecords(options, () -> new KafkaProducer<>(configs.producer()));
      opened.add(producer::close);
      KafkaTopic topic = new KafkaTopic(options, configs, find, facts, producer, opened);
      topic.watch();
      return topic;
    } catch (KafkaException e) {
      opened.closeAfter(e);
      throw new StartException(
          "fs.webhook.kafka.client.* or .bootstrap-servers is wrong: " + Failures.ofSettings(e), e);
    } catch (RuntimeException | Error e) {
      opened.closeAfter(e);
      throw e;
    }
  }

  private void watch() {
    opened.add(scheduler::close);
    scheduler.every(LOOK, "looking at topic " + facts.name(), this::look);
  }

  private void look() {
    if (++looks % LOOKS_WHEN_WELL != 0 && !producer.isFailing()) {
      return;
    }
    try {
      use(find.now());
      if (producer.isFailing() && facts.writable()) {
        producer.retry();
      }
    } catch (ExecutionException e) {
      LOG.debug("topic {} cannot be described", facts.name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Without this, a consumer would go on in another topic where it was in this one. */
  private void use(TopicFacts now) {
    TopicFacts before = facts;
    facts = now;
    if (before.id().equals(now.id())) {
      return;
    }
    LOG.error(
        "topic {} was deleted and created again: what was not stored of the old one is lost; the new"
            + " one is stored from its beginning",
        now.name());
    ConsumeRecords consumer = reading;
    if (consumer != null) {
      consumer.use(now);
    }
  }

  @Override
  public CompletionStage<Void> append(TopicRecord record) {
    return producer.append(record);
  }

  @Override
  public boolean isAvailable() {
    return !producer.isFailing();
  }

  @Override
  public List<String> warnings() {
    return facts.warnings(options.largestRecord());
  }

  @Override
  public void read(TopicReader reader) {
    ConsumeRecords consumer =
        new ConsumeRecords(
            facts,
            options.settings()::stores,
            reader,
            group -> new KafkaConsumer<>(configs.consumer(group)));
    opened.add(consumer::close);
    reading = consumer;
    consumer.start();
  }

  @Override
  public List<TopicLag> lags() {
    ConsumeRecords consumer = reading;
    return consumer == null ? List.of() : consumer.lags();
  }

  @Override
  public TopicCounts counts() {
    return producer.counts();
  }

  @Override
  public void announce(NodeInfo node) {
    ShareNodes nodes =
        new ShareNodes(
            FindTopic.nodesOf(options.settings()),
            new NodeClients(find, configs),
            node,
            this::lags);
    opened.add(nodes::close);
    sharing = nodes;
    nodes.start();
  }

  @Override
  public List<SeenNode> nodes() {
    ShareNodes nodes = sharing;
    return nodes == null ? List.of() : nodes.nodes();
  }

  /** Of the topic of nodes. */
  private record NodeClients(FindTopic find, ClientConfigs configs) implements ShareNodes.Clients {

    @Override
    public void createTopic() throws ExecutionException, InterruptedException {
      find.createNodes();
    }

    @Override
    public Producer<String, byte[]> producer() {
      return new KafkaProducer<>(configs.nodeProducer());
    }

    @Override
    public Consumer<String, byte[]> consumer() {
      return new KafkaConsumer<>(configs.nodeConsumer());
    }
  }

  @Override
  public void close() {
    opened.close();
  }
}
