package io.fswebhook.core.inbox;

/**
 * A partition of a topic that deliveries are read from.
 *
 * @param topicId the broker's id of the topic, which another one of the same name does not have
 * @param number from 0
 */
public record Partition(String topicId, int number) {}
