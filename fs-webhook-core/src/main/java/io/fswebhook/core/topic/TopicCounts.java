package io.fswebhook.core.topic;

/**
 * What became of the records of this node since its start.
 *
 * @param produced passed to the client of the broker
 * @param acknowledged those of them that the broker has
 */
public record TopicCounts(long produced, long acknowledged) {}
