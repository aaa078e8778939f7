/**
 * Records go to Kafka and come back, in a class loader of its own; open {@link
 * io.fswebhook.war.kafka.client.KafkaTopic} first.
 */
@NullMarked
package io.fswebhook.war.kafka.client;

import org.jspecify.annotations.NullMarked;
