package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.inbox.Partition;
import io.fswebhook.core.inbox.PartitionBatch;
import java.sql.SQLException;
import java.util.UUID;

/**
 * How far partitions are stored. A position moves only from where the batch begins, in the
 * transaction that stores the batch. So each record is stored once, whoever reads it: a node that
 * has lost the partition moves nothing.
 */
public final class TopicPositions {

  private static final String GROUP_PREFIX = "fs-webhook-";

  private TopicPositions() {}

  /** Where a partition goes on; at the start of one that was never read. */
  public static long begin(Partition partition, WriteSession session) throws SQLException {
    session.update(
        "INSERT INTO topic_position (topic, partition_number, next_offset) VALUES (?, ?, 0)"
            + " ON CONFLICT DO NOTHING",
        partition.topicId(),
        partition.number());
    return of(partition, session);
  }

  static long of(Partition partition, WriteSession session) throws SQLException {
    return session.number(
        "SELECT next_offset FROM topic_position WHERE topic = ? AND partition_number = ?",
        0,
        partition.topicId(),
        partition.number());
  }

  /** Returns false if the position is another one. */
  static boolean move(PartitionBatch batch, WriteSession session) throws SQLException {
    return session.update(
            "UPDATE topic_position SET next_offset = ? WHERE topic = ? AND partition_number = ?"
                + " AND next_offset = ?",
            batch.next(),
            batch.partition().topicId(),
            batch.partition().number(),
            batch.from())
        == 1;
  }

  /** The consumer group of the nodes that share the inbox: no other inbox has it. */
  public static String group(WriteSession session) throws SQLException {
    session.update(
        "INSERT INTO consumer_group (id, name) VALUES (1, ?) ON CONFLICT DO NOTHING",
        GROUP_PREFIX + UUID.randomUUID());
    return session.first("SELECT name FROM consumer_group", row -> row.getString(1)).orElseThrow();
  }
}
