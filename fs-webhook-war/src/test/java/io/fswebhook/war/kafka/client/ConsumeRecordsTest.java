package io.fswebhook.war.kafka.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.Partition;
import io.fswebhook.core.node.TopicLag;
import io.fswebhook.core.topic.TopicReader;
import io.fswebhook.war.it.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsumeRecordsTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final TopicPartition ZERO = new TopicPartition("deliveries", 0);
  private static final TopicPartition ONE = new TopicPartition("deliveries", 1);

  private final MockConsumer<String, byte[]> kafka = new MockConsumer<>("none");
  private final MockConsumer<String, byte[]> next = new MockConsumer<>("none");
  private final Reader reader = new Reader();
  private final ConsumeRecords consumer =
      new ConsumeRecords(
          new TopicFacts("deliveries", "id", 3, 2, true, 1 << 20),
          partition -> partition == 0,
          reader,
          group -> kafka.closed() ? next : kafka);

  /** Takes everything, unless it is told otherwise. */
  private static final class Reader implements TopicReader {

    private final AtomicLong position = new AtomicLong();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger missing = new AtomicInteger();
    private final Queue<String> taken = new ConcurrentLinkedQueue<>();
    private final Queue<String> topics = new ConcurrentLinkedQueue<>();

    @Override
    public CompletionStage<String> group() {
      return CompletableFuture.completedFuture("group");
    }

    @Override
    public CompletionStage<Long> position(Partition partition) {
      topics.add(partition.topicId());
      return failures.getAndDecrement() > 0
          ? unavailable()
          : CompletableFuture.completedFuture(position.get());
    }

    @Override
    public CompletionStage<Long> take(
        Partition partition, long from, long next, List<Read> records) {
      if (failures.getAndDecrement() > 0) {
        return unavailable();
      }
      if (position.compareAndSet(from, next)) {
        records.forEach(each -> taken.add(new String(each.record().value(), UTF_8)));
      }
      return CompletableFuture.completedFuture(position.get());
    }

    @Override
    public CompletionStage<Long> missed(Partition partition, long from, long next) {
      if (missing.getAndDecrement() > 0) {
        return unavailable();
      }
      taken.add("missed " + from + " to " + next);
      position.compareAndSet(from, next);
      return CompletableFuture.completedFuture(position.get());
    }

    private static CompletionStage<Long> unavailable() {
      return CompletableFuture.failedFuture(new InboxUnavailableException("down"));
    }
  }

  @AfterEach
  void close() {
    consumer.close();
    assertThat(kafka.closed()).isTrue();
  }

  @Test
  void it_reads_on_where_the_inbox_says() throws Exception {
    reader.position.set(5);
    start(0, 5, 6);

    await("5", "6");
    assertThat(reader.position).hasValue(7);
    Eventually.holds(
        "it is behind what Kafka says that there is",
        LIMIT,
        () ->
            consumer.lags().size() == 1
                && consumer.lags().get(0).partition() == 0
                && consumer.lags().get(0).records() == 3);
  }

  @Test
  void it_goes_on_elsewhere_if_another_node_was_quicker() throws Exception {
    start(0, 0);
    await("0");
    reader.position.set(3);
    add(1, 2);
    add(3);

    await("0", "3");
  }

  @Test
  void it_repeats_what_could_not_be_taken_and_what_could_not_be_asked() throws Exception {
    reader.failures.set(2); // one question, one answer
    start(0, 0);
    Eventually.holds("both have failed", LIMIT, () -> reader.failures.get() <= 0);
    add(0); // Kafka sends it again

    await("0");
    assertThat(reader.position).hasValue(1);
  }

  @Test
  void how_far_it_is_behind_is_known_before_the_inbox_says_where_it_goes_on() throws Exception {
    reader.failures.set(Integer.MAX_VALUE);
    start(0, 0);

    Eventually.holds(
        "the lag is shown",
        LIMIT,
        () -> consumer.lags().equals(List.of(new TopicLag(0, 10, null))));
    assertThat(reader.taken).isEmpty();
  }

  @Test
  void records_that_were_deleted_are_passed_over_once() throws Exception {
    start(4, 4, 5);

    await("missed 0 to 4", "4", "5");
  }

  @Test
  void they_are_passed_over_once_the_inbox_is_back() throws Exception {
    reader.missing.set(1);
    start(4, 4);

    await("missed 0 to 4", "4");
  }

  @Test
  void a_partition_of_another_inbox_is_not_read() throws Exception {
    start(0, 0);
    kafka.schedulePollTask(() -> kafka.addRecord(record(ONE, 0)));
    add(1);

    await("0", "1");
    assertThat(kafka.paused()).containsExactly(ONE);
  }

  @Test
  void a_topic_that_was_made_anew_has_positions_of_its_own() throws Exception {
    start(0, 0);
    await("0");
    reader.position.set(0);
    next.schedulePollTask(
        () -> {
          next.updateBeginningOffsets(Map.of(ZERO, 0L));
          next.updateEndOffsets(Map.of(ZERO, 1L));
          next.rebalance(List.of(ZERO));
        });
    next.schedulePollTask(() -> next.addRecord(record(ZERO, 0)));
    consumer.use(new TopicFacts("deliveries", "another", 3, 2, true, 1 << 20));

    await("0", "0");
    assertThat(reader.topics).containsExactly("id", "another");
    assertThat(kafka.closed()).isTrue();
  }

  /** With these offsets in the first partition. */
  private void start(long beginning, long... offsets) {
    kafka.schedulePollTask(
        () -> {
          kafka.updateBeginningOffsets(Map.of(ZERO, beginning, ONE, 0L));
          kafka.updateEndOffsets(Map.of(ZERO, 10L, ONE, 10L));
          kafka.rebalance(List.of(ZERO, ONE));
        });
    add(offsets);
    consumer.start();
  }

  private void add(long... offsets) {
    kafka.schedulePollTask(
        () -> {
          for (long offset : offsets) {
            kafka.addRecord(record(ZERO, offset));
          }
        });
  }

  private static ConsumerRecord<String, byte[]> record(TopicPartition partition, long offset) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        "key",
        Long.toString(offset).getBytes(UTF_8));
  }

  private void await(String... taken) throws Exception {
    Eventually.holds(
        List.of(taken) + " are taken",
        LIMIT,
        () -> List.copyOf(reader.taken).equals(List.of(taken)));
  }
}
