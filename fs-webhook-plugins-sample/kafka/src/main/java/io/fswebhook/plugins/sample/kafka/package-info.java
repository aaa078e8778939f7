/**
 * Deliveries go in, records of a Kafka topic come out; open {@link
 * io.fswebhook.plugins.sample.kafka.KafkaPublishHandler} first.
 */
@NullMarked
package io.fswebhook.plugins.sample.kafka;

import org.jspecify.annotations.NullMarked;
