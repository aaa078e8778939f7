/**
 * Deliveries go in and are records of a topic that nodes share; the same deliveries come out, to be
 * stored; open {@link io.fswebhook.core.topic.DeliveryTopic} first.
 */
@NullMarked
package io.fswebhook.core.topic;

import org.jspecify.annotations.NullMarked;
