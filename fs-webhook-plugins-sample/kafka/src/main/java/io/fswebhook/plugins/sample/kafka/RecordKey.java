package io.fswebhook.plugins.sample.kafka;

import io.fswebhook.api.Delivery;
import io.fswebhook.plugins.sample.support.EventFacts;
import org.jspecify.annotations.Nullable;

/** What decides on the partition: records of one key keep the order in which they are published. */
enum RecordKey {
  /** The organisation's id. */
  ORG,
  /** The session's URL; the organisation's id where an event has no session. */
  SESSION,
  /** The event's name. */
  EVENT,
  /** The delivery's id. */
  DELIVERY,
  /** No key: the producer chooses. */
  NONE;

  @Nullable String of(Delivery delivery) {
    return switch (this) {
      case ORG -> delivery.orgId();
      case SESSION -> EventFacts.sessionOf(delivery.event()).orElse(delivery.orgId());
      case EVENT -> delivery.event().eventName();
      case DELIVERY -> delivery.id();
      case NONE -> null;
    };
  }
}
