package io.fswebhook.war.kafka.client;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.topic.TopicCounts;
import io.fswebhook.core.topic.TopicRecord;
import io.fswebhook.war.kafka.KafkaOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records, and refuses them at once while the brokers do not acknowledge any. What waits is
 * bounded. Thread-safe.
 */
final class ProduceRecords implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProduceRecords.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(10);

  private final String topic;
  private final InboxLimits limits;
  private final Duration patience;
  private final Supplier<Producer<String, byte[]>> make;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final LongAdder produced = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private volatile Producer<String, byte[]> producer;
  private volatile boolean broken;
  private volatile boolean failing;
  private volatile boolean closed;

  /**
   * Makes the producer, and waits until it knows the topic.
   *
   * @param make again after a failure that a producer does not survive
   */
  ProduceRecords(KafkaOptions options, Supplier<Producer<String, byte[]>> make) {
    this.topic = options.settings().topic();
    this.limits = options.limits();
    this.patience = options.patience();
    this.make = make;
    this.producer = make.get();
    awaitTopic();
  }

  /** Later, a request thread must not wait for it. */
  private void awaitTopic() {
    long end = System.nanoTime() + patience.toNanos();
    while (!knowsTopic()) {
      if (System.nanoTime() - end > 0) {
        producer.close(Duration.ZERO);
        throw new StartException(
            "topic " + topic + " is not described by its brokers within " + patience);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private boolean knowsTopic() {
    try {
      return !producer.partitionsFor(topic).isEmpty();
    } catch (TimeoutException e) {
      return false;
    }
  }

  CompletionStage<Void> append(TopicRecord record) {
    InboxUnavailableException refusal = refusal();
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    produced.increment();
    waiting.incrementAndGet();
    waitingBytes.addAndGet(record.value().length);
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      var unused =
          producer.send(kafkas(record), (metadata, failure) -> ended(record, failure, done));
    } catch (KafkaException | IllegalStateException e) {
      broken = true;
      ended(record, e, done);
    }
    return done;
  }

  private @Nullable InboxUnavailableException refusal() {
    if (closed) {
      return new InboxUnavailableException("the receiver is stopping");
    }
    if (failing) {
      return new InboxUnavailableException(
          "the brokers do not acknowledge records; they are looked at every second");
    }
    return limits.isFull(waiting.get(), waitingBytes.get())
        ? limits.full(waiting.get(), waitingBytes.get())
        : null;
  }

  private ProducerRecord<String, byte[]> kafkas(TopicRecord record) {
    ProducerRecord<String, byte[]> kafkas =
        new ProducerRecord<>(topic, record.key(), record.value());
    record.headers().forEach((name, value) -> kafkas.headers().add(name, value));
    return kafkas;
  }

  private void ended(
      TopicRecord record, @Nullable Exception failure, CompletableFuture<Void> done) {
    waiting.decrementAndGet();
    waitingBytes.addAndGet(-record.value().length);
    if (failure == null) {
      acknowledged.increment();
      failing = false;
      done.complete(null);
      return;
    }
    if (!(failure instanceof RecordTooLargeException)) {
      failed(failure);
    }
    done.completeExceptionally(
        new InboxUnavailableException("topic " + topic + ": " + failure.getMessage(), failure));
  }

  private void failed(Exception failure) {
    if (!failing && !closed) {
      LOG.error(
          "topic {} does not acknowledge records; deliveries are answered 503 until it does: {}",
          topic,
          failure.toString());
    }
    failing = true;
  }

  TopicCounts counts() {
    return new TopicCounts(produced.sum(), acknowledged.sum());
  }

  boolean isFailing() {
    return failing;
  }

  /** The brokers can take records again, as far as they say. */
  synchronized void retry() {
    if (broken && !closed) {
      producer.close(Duration.ZERO);
      producer = make.get();
      awaitTopic();
      broken = false;
    }
    LOG.info("topic {} is tried again: its brokers can be reached", topic);
    failing = false;
  }

  @Override
  public synchronized void close() {
    closed = true;
    producer.close(LONGEST_STOP);
  }
}
