package io.fswebhook.war.kafka.client;

import io.fswebhook.core.lifecycle.DaemonThread;
import io.fswebhook.core.node.TopicLag;
import io.fswebhook.core.topic.TopicReader;
import io.fswebhook.core.topic.TopicRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that passes records on, and does not go on before they are taken. It polls all the
 * time, so that the group does not wait for it.
 */
final class ConsumeRecords implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConsumeRecords.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Predicate<Integer> isStored;
  private final TopicReader reader;
  private final Function<String, Consumer<String, byte[]>> make;
  private final Thread thread = DaemonThread.of("fs-webhook-kafka-store", this::run);
  private volatile TopicFacts topic;
  private volatile boolean closing;
  private volatile @Nullable Consumer<String, byte[]> current;
  private volatile List<TopicLag> lags = List.of();
  private boolean failing; // belongs to the thread, as all below

  /**
   * A consumer of all partitions that it is assigned.
   *
   * @param isStored whether the reader wants a partition
   * @param make a consumer of a group
   */
  ConsumeRecords(
      TopicFacts topic,
      Predicate<Integer> isStored,
      TopicReader reader,
      Function<String, Consumer<String, byte[]>> make) {
    this.topic = topic;
    this.isStored = isStored;
    this.reader = reader;
    this.make = make;
  }

  /** As of the last poll. */
  List<TopicLag> lags() {
    return lags;
  }

  /** Reads another topic of the same name from now on. */
  void use(TopicFacts another) {
    topic = another;
  }

  void start() {
    thread.start();
  }

  private void run() {
    Thread.currentThread().setContextClassLoader(ConsumeRecords.class.getClassLoader());
    while (!closing) {
      try {
        consume(reader.group().toCompletableFuture().get());
      } catch (ExecutionException | KafkaException e) {
        failed(e);
        sleep();
      } catch (InterruptedException e) {
        LOG.debug("interrupted; continuing, since only close() ends this thread", e);
      } catch (RuntimeException | Error e) { // otherwise nothing would be stored any more
        LOG.error("reading topic {} failed unexpectedly; continuing", topic.name(), e);
        sleep();
      }
    }
  }

  private void consume(String group) {
    Consumer<String, byte[]> consumer = make.apply(group);
    current = consumer;
    try {
      String id = topic.id();
      AssignedPartitions assigned = new AssignedPartitions(consumer, isStored, id, reader);
      consumer.subscribe(Set.of(topic.name()), assigned);
      while (!closing && topic.id().equals(id)) {
        step(consumer, assigned);
      }
    } catch (WakeupException e) {
      LOG.debug("woken up to stop", e);
    } finally {
      current = null;
      lags = List.of();
      consumer.close(CloseOptions.timeout(STOP));
    }
  }

  private void step(Consumer<String, byte[]> consumer, AssignedPartitions assigned) {
    try {
      assigned.place();
      lags = assigned.lags();
      if (take(consumer.poll(POLL), consumer, assigned)) {
        assigned.commit();
        wellAgain();
      }
    } catch (OffsetOutOfRangeException e) {
      skip(e, consumer, assigned);
    } catch (ExecutionException e) {
      again(e, consumer, assigned);
    }
  }

  private void skip(
      OffsetOutOfRangeException missing,
      Consumer<String, byte[]> consumer,
      AssignedPartitions assigned) {
    try {
      assigned.skipMissing(missing.offsetOutOfRangePartitions());
    } catch (ExecutionException e) {
      again(e, consumer, assigned);
    }
  }

  /** A second later. */
  private void again(
      ExecutionException failure, Consumer<String, byte[]> consumer, AssignedPartitions assigned) {
    failed(failure);
    assigned.rewind();
    lags = assigned.lags();
    keepAlive(consumer, assigned, PAUSE);
  }

  /** Returns false if there was nothing to take. */
  private boolean take(
      ConsumerRecords<String, byte[]> records,
      Consumer<String, byte[]> consumer,
      AssignedPartitions assigned)
      throws ExecutionException {
    Map<TopicPartition, CompletionStage<Long>> taking = new LinkedHashMap<>();
    Map<TopicPartition, Long> expected = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<String, byte[]>> read = records.records(partition);
      long next = read.get(read.size() - 1).offset() + 1;
      expected.put(partition, next);
      assigned.read(partition, read);
      taking.put(
          partition,
          reader.take(
              assigned.partition(partition),
              assigned.position(partition),
              next,
              read.stream().map(ConsumeRecords::read).toList()));
    }
    for (Map.Entry<TopicPartition, CompletionStage<Long>> each : taking.entrySet()) {
      long next = await(each.getValue(), consumer, assigned);
      assigned.moved(each.getKey(), next, next == expected.getOrDefault(each.getKey(), -1L));
    }
    return !taking.isEmpty();
  }

  private static TopicReader.Read read(ConsumerRecord<String, byte[]> record) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    record.headers().forEach(header -> headers.put(header.key(), header.value()));
    String key = record.key() == null ? "" : record.key();
    byte[] value = record.value() == null ? new byte[0] : record.value();
    return new TopicReader.Read(record.offset(), new TopicRecord(key, headers, value));
  }

  private long await(
      CompletionStage<Long> stage, Consumer<String, byte[]> consumer, AssignedPartitions assigned)
      throws ExecutionException {
    while (true) {
      try {
        return stage.toCompletableFuture().get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        keepAlive(consumer, assigned, Duration.ZERO);
      } catch (InterruptedException e) {
        LOG.debug("interrupted; continuing, since only close() ends this thread", e);
      }
    }
  }

  /** Stays in the group without reading. */
  private static void keepAlive(
      Consumer<String, byte[]> consumer, AssignedPartitions assigned, Duration time) {
    consumer.pause(consumer.assignment());
    var unused = consumer.poll(time);
    assigned.resume();
  }

  private void failed(Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (!failing) {
      LOG.warn(
          "deliveries of topic {} cannot be stored, and wait there; it is tried again every second: {}",
          topic.name(),
          cause.toString());
    }
    failing = true;
  }

  private void wellAgain() {
    if (failing) {
      failing = false;
      LOG.info("deliveries of topic {} are stored again", topic.name());
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing = true;
    Consumer<String, byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    DaemonThread.awaitEnd(thread);
  }
}
