package io.fswebhook.core.topic;

import io.fswebhook.core.node.NodeInfo;
import io.fswebhook.core.node.SeenNode;
import io.fswebhook.core.node.TopicLag;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A topic of a broker in front of the inbox, which nodes share. Thread-safe. */
public interface DeliveryTopic extends AutoCloseable {

  /**
   * Appends a record. Never blocks.
   *
   * @return completes on a thread of the topic once the broker has acknowledged it, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}: then it may be there all the same.
   *     Dependent stages must be quick
   */
  CompletionStage<Void> append(TopicRecord record);

  /** Whether a record could be appended now, as far as is known. Never blocks. */
  boolean isAvailable();

  /** Begins to pass records on, those of each partition in its order. Called once. */
  void read(TopicReader reader);

  /** Sentences about what is better changed in the topic; empty if all is well. Never blocks. */
  List<String> warnings();

  /** Of the partitions that this node reads now, sorted by number. Never blocks. */
  List<TopicLag> lags();

  /** How many records this node has appended so far. Never blocks. */
  TopicCounts counts();

  /** Tells the other nodes of this one from now on, and listens to them. Called once. */
  void announce(NodeInfo node);

  /** The nodes that were heard of, this one included. Never blocks. */
  List<SeenNode> nodes();

  /** Ends reading, and waits some seconds for acknowledgements of what was appended. */
  @Override
  void close();
}
