package io.fswebhook.war.kafka.client;

import io.fswebhook.core.lifecycle.DaemonThread;
import io.fswebhook.core.node.NodeInfo;
import io.fswebhook.core.node.SeenNode;
import io.fswebhook.core.node.TopicLag;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that tells the other nodes of this one every few seconds, and listens to them, in a
 * topic of one partition. Deliveries do not depend on it.
 */
final class ShareNodes implements AutoCloseable {

  /** How often a node says that it is there. */
  static final Duration EVERY = Duration.ofSeconds(5);

  /** How long a node is listed that has become silent. */
  static final Duration REMEMBERED = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(ShareNodes.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(15);
  private static final Duration STOP = Duration.ofSeconds(1);

  private final String topic;
  private final Clients clients;
  private final NodeInfo self;
  private final Supplier<List<TopicLag>> lags;
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final HeardNodes heard = new HeardNodes(id);
  private final Thread thread = DaemonThread.of("fs-webhook-kafka-nodes", this::run);
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean failing;

  /** What it works with, made anew after a failure. */
  interface Clients {

    /** Creates the topic unless it is there. */
    void createTopic() throws ExecutionException, InterruptedException;

    Producer<String, byte[]> producer();

    /** One that begins with what was said within {@link #REMEMBERED}. */
    Consumer<String, byte[]> consumer();
  }

  /**
   * Tells of this node.
   *
   * @param lags of the partitions that it stores
   */
  ShareNodes(String topic, Clients clients, NodeInfo self, Supplier<List<TopicLag>> lags) {
    this.topic = topic;
    this.clients = clients;
    this.self = self;
    this.lags = lags;
  }

  void start() {
    thread.start();
  }

  /** All that were heard of, and this one. */
  List<SeenNode> nodes() {
    return heard.all(now());
  }

  private NodeRecord now() {
    return new NodeRecord(self, lags.get());
  }

  private boolean isOpen() {
    return closing.getCount() > 0;
  }

  private void run() {
    Thread.currentThread().setContextClassLoader(ShareNodes.class.getClassLoader());
    while (isOpen()) {
      try {
        clients.createTopic();
        share();
      } catch (ExecutionException e) {
        failed(Failures.reason(e));
      } catch (InterruptedException e) {
        LOG.debug("interrupted; continuing, since only close() ends this thread", e);
      } catch (KafkaException e) {
        failed(e.toString());
      } catch (RuntimeException | Error e) { // otherwise this node would not be seen any more
        LOG.error("sharing nodes in topic {} failed unexpectedly; continuing", topic, e);
      }
      pause();
    }
  }

  private void share() {
    Consumer<String, byte[]> consumer = clients.consumer();
    try {
      Producer<String, byte[]> producer = clients.producer();
      try {
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        talk(producer, consumer);
        var unused = producer.send(new ProducerRecord<>(topic, id, null));
      } finally {
        producer.close(STOP);
      }
    } finally {
      consumer.close(CloseOptions.timeout(STOP));
    }
  }

  private void talk(Producer<String, byte[]> producer, Consumer<String, byte[]> consumer) {
    long due = System.nanoTime();
    while (isOpen()) {
      if (System.nanoTime() - due >= 0) {
        var unused =
            producer.send(
                new ProducerRecord<>(topic, id, now().encoded()),
                (written, failure) -> told(failure));
        due = System.nanoTime() + EVERY.toNanos();
      }
      consumer.poll(POLL).forEach(heard::hear);
    }
  }

  private void told(@Nullable Exception failure) {
    if (failure != null) {
      failed(failure.toString());
    } else if (failing) {
      failing = false;
      LOG.info("nodes are shared in topic {} again", topic);
    }
  }

  private void failed(String reason) {
    if (!failing && isOpen()) {
      LOG.warn(
          "nodes cannot be shared in topic {}, so the list of nodes is not up to date; deliveries are"
              + " not affected: {}",
          topic,
          reason);
    }
    failing = true;
  }

  private void pause() {
    try {
      closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      LOG.debug("interrupted; continuing, since only close() ends this thread", e);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    DaemonThread.awaitEnd(thread);
  }
}
