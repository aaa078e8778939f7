package io.fswebhook.core.topic;

import io.fswebhook.core.inbox.Partition;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Takes the records of a topic. It, and not the broker, knows where partitions go on. */
public interface TopicReader {

  /** A record and its offset, which is not always the one after that of the record before. */
  record Read(long offset, TopicRecord record) {}

  /** The name under which nodes that store in the same place share the partitions. */
  CompletionStage<String> group();

  /** Where a partition goes on. */
  CompletionStage<Long> position(Partition partition);

  /**
   * Takes records of a partition.
   *
   * @param from the offset of the first one
   * @param next the offset after the last one
   * @return completes with where the partition goes on, which is elsewhere if another node has
   *     taken records of it; or exceptionally, to be repeated
   */
  CompletionStage<Long> take(Partition partition, long from, long next, List<Read> records);

  /**
   * Told that the broker has deleted records that were not taken.
   *
   * @param from the first one
   * @param next where the partition begins now
   * @return as of {@link #take}
   */
  CompletionStage<Long> missed(Partition partition, long from, long next);
}
