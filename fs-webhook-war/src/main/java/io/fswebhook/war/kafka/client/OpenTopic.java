package io.fswebhook.war.kafka.client;

import io.fswebhook.core.topic.DeliveryTopic;
import io.fswebhook.war.kafka.KafkaOptions;
import io.fswebhook.war.kafka.TopicFactory;

/** Loaded by its name. Kafka's clients load classes by the context class loader. */
public final class OpenTopic implements TopicFactory {

  @Override
  public DeliveryTopic open(KafkaOptions options) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(OpenTopic.class.getClassLoader());
    try {
      return KafkaTopic.open(options);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
