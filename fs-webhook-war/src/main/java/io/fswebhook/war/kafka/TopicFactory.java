package io.fswebhook.war.kafka;

import io.fswebhook.core.topic.DeliveryTopic;

/** Implemented by what the isolated class loader loads. */
@FunctionalInterface
public interface TopicFactory {

  /**
   * Connects to the brokers, and creates the topic if it is not there.
   *
   * @throws io.fswebhook.core.failure.StartException if the operator must act first
   */
  DeliveryTopic open(KafkaOptions options);
}
