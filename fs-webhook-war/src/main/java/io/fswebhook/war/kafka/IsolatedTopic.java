package io.fswebhook.war.kafka;

import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.core.node.NodeInfo;
import io.fswebhook.core.node.SeenNode;
import io.fswebhook.core.node.TopicLag;
import io.fswebhook.core.topic.DeliveryTopic;
import io.fswebhook.core.topic.TopicCounts;
import io.fswebhook.core.topic.TopicReader;
import io.fswebhook.core.topic.TopicRecord;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A topic and what it was loaded by.
 *
 * @param loaded closed after the topic
 */
record IsolatedTopic(DeliveryTopic topic, Closer loaded) implements DeliveryTopic {

  @Override
  public CompletionStage<Void> append(TopicRecord record) {
    return topic.append(record);
  }

  @Override
  public boolean isAvailable() {
    return topic.isAvailable();
  }

  @Override
  public void read(TopicReader reader) {
    topic.read(reader);
  }

  @Override
  public List<String> warnings() {
    return topic.warnings();
  }

  @Override
  public List<TopicLag> lags() {
    return topic.lags();
  }

  @Override
  public TopicCounts counts() {
    return topic.counts();
  }

  @Override
  public void announce(NodeInfo node) {
    topic.announce(node);
  }

  @Override
  public List<SeenNode> nodes() {
    return topic.nodes();
  }

  @Override
  public void close() {
    topic.close();
    loaded.close();
  }
}
