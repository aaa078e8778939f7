package io.fswebhook.war.kafka.client;

import io.fswebhook.core.inbox.Partition;
import io.fswebhook.core.node.TopicLag;
import io.fswebhook.core.topic.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that the group has assigned to this node, and where each goes on, as the reader
 * says. One is read only once that is known. Belongs to the thread of the consumer.
 */
final class AssignedPartitions implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(AssignedPartitions.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final long COMMIT_NANOS = Duration.ofSeconds(1).toNanos();

  private final Consumer<String, byte[]> consumer;
  private final Predicate<Integer> isStored;
  private final String topicId;
  private final TopicReader reader;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Set<TopicPartition> unplaced = new HashSet<>();
  private final Map<TopicPartition, ReadTimes> times = new HashMap<>();
  private long committedAt = System.nanoTime();

  /**
   * Of the records that were read last.
   *
   * @param first of them
   * @param last of them
   * @param taken whether they are stored
   */
  private record ReadTimes(Instant first, Instant last, boolean taken) {}

  AssignedPartitions(
      Consumer<String, byte[]> consumer,
      Predicate<Integer> isStored,
      String topicId,
      TopicReader reader) {
    this.consumer = consumer;
    this.isStored = isStored;
    this.topicId = topicId;
    this.reader = reader;
  }

  /**
   * They are not read until they are placed, and need a position all the same: the committed one,
   * from which it is shown how far they are behind.
   */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = committed(partitions);
    for (TopicPartition each : partitions) {
      OffsetAndMetadata last = committed.get(each);
      consumer.seek(each, last == null ? 0 : last.offset());
      if (isStored.test(each.partition())) {
        unplaced.add(each);
      }
    }
    consumer.pause(partitions);
    if (!unplaced.isEmpty()) {
      LOG.info("partitions {} are stored by this node from now on", unplaced);
    }
  }

  /** Those that are known soon: storing does not depend on them. */
  private Map<TopicPartition, OffsetAndMetadata> committed(Collection<TopicPartition> partitions) {
    try {
      return consumer.committed(Set.copyOf(partitions), LOOK);
    } catch (TimeoutException e) {
      LOG.debug("what is committed of {} is not known", partitions, e);
      return Map.of();
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    List<TopicPartition> stored =
        partitions.stream().filter(each -> isStored.test(each.partition())).toList();
    stored.forEach(unplaced::remove);
    stored.forEach(positions::remove);
    stored.forEach(times::remove);
    if (!stored.isEmpty()) {
      LOG.info("partitions {} are not stored by this node any more", stored);
    }
  }

  /** Asks where new ones go on. */
  void place() throws ExecutionException {
    for (TopicPartition each : Set.copyOf(unplaced)) {
      long next = now(reader.position(partition(each)));
      positions.put(each, next);
      consumer.seek(each, next);
      consumer.resume(Set.of(each));
      unplaced.remove(each);
    }
  }

  /** As the reader knows it. */
  Partition partition(TopicPartition of) {
    return new Partition(topicId, of.partition());
  }

  private static long now(CompletionStage<Long> stage) throws ExecutionException {
    try {
      return stage.toCompletableFuture().get();
    } catch (InterruptedException e) {
      throw new ExecutionException(e);
    }
  }

  /** Where a partition that is read goes on. */
  long position(TopicPartition partition) {
    Long position = positions.get(partition);
    if (position == null) {
      throw new IllegalStateException(partition + " is read before it is placed");
    }
    return position;
  }

  /** Records were read, and are not taken yet. */
  void read(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records) {
    times.put(
        partition,
        new ReadTimes(
            Instant.ofEpochMilli(records.get(0).timestamp()),
            Instant.ofEpochMilli(records.get(records.size() - 1).timestamp()),
            false));
  }

  /** How much is left of each, sorted. */
  List<TopicLag> lags() {
    return Stream.concat(
            positions.keySet().stream().map(each -> lag(each, consumer.currentLag(each).orElse(0))),
            lagsOfUnplaced())
        .sorted(Comparator.comparing(TopicLag::partition))
        .toList();
  }

  /** While the inbox is away, nothing is read of them that would say more. */
  private Stream<TopicLag> lagsOfUnplaced() {
    if (unplaced.isEmpty()) {
      return Stream.empty();
    }
    try {
      return consumer.endOffsets(unplaced, LOOK).entrySet().stream()
          .map(end -> lag(end.getKey(), end.getValue() - consumer.position(end.getKey())));
    } catch (TimeoutException e) {
      LOG.debug("the ends of {} are not known", unplaced, e);
      return Stream.empty();
    }
  }

  private TopicLag lag(TopicPartition partition, long records) {
    ReadTimes read = times.get(partition);
    @Nullable Instant oldest = read == null ? null : read.taken() ? read.last() : read.first();
    return new TopicLag(partition.partition(), records, records == 0 ? null : oldest);
  }

  /**
   * The reader has taken records, unless another node was quicker.
   *
   * @param asRead whether it goes on after what was read
   */
  void moved(TopicPartition partition, long next, boolean asRead) {
    if (!positions.containsKey(partition)) {
      return; // it was revoked meanwhile
    }
    positions.put(partition, next);
    times.computeIfPresent(
        partition, (same, read) -> new ReadTimes(read.first(), read.last(), true));
    if (!asRead) {
      LOG.info("{} goes on at {}: another node has stored what was read", partition, next);
      consumer.seek(partition, next);
    }
  }

  /** Reads again what was read and not taken. */
  void rewind() {
    positions.forEach(consumer::seek);
  }

  /** All that are placed. */
  void resume() {
    consumer.resume(positions.keySet());
  }

  /** For what shows the lag of a group; what is read next is up to the reader. */
  void commit() {
    long now = System.nanoTime();
    if (now - committedAt < COMMIT_NANOS) {
      return;
    }
    committedAt = now;
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    positions.forEach((each, next) -> offsets.put(each, new OffsetAndMetadata(next)));
    consumer.commitAsync(
        offsets, (done, failure) -> LOG.debug("committed {} {}", done, String.valueOf(failure)));
  }

  /**
   * The brokers have deleted what is next, or lost more than that: goes on where they begin now.
   * What was stored before is found as a duplicate.
   */
  void skipMissing(Map<TopicPartition, Long> missing) throws ExecutionException {
    Map<TopicPartition, Long> first = consumer.beginningOffsets(missing.keySet());
    for (Map.Entry<TopicPartition, Long> each : missing.entrySet()) {
      skip(each.getKey(), each.getValue(), first.getOrDefault(each.getKey(), 0L));
    }
  }

  private void skip(TopicPartition partition, long at, long first) throws ExecutionException {
    long next = now(reader.missed(partition(partition), at, first));
    LOG.error(
        "{} has no record at {} any more and begins at {}: what is between was deleted before it was"
            + " stored, or the topic has lost records",
        partition,
        at,
        first);
    positions.computeIfPresent(partition, (same, before) -> next);
    rewind();
  }
}
