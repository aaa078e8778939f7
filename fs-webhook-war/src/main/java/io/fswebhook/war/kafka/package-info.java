/**
 * Settings go in, a topic of Kafka comes out, whose clients no other part sees; open {@link
 * io.fswebhook.war.kafka.OpenKafka} first.
 */
@NullMarked
package io.fswebhook.war.kafka;

import org.jspecify.annotations.NullMarked;
