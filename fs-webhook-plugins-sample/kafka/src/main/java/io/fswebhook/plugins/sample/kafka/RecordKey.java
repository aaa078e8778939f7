package io.fswebhook.plugins.sample.kafka;

import io.fswebhook.api.Delivery;
import io.fswebhook.plugins.sample.support.EventFacts;
import org.jspecify.annotations.Nullable;

/** What determines the partition: records with the same key keep their order. */
enum RecordKey {
  /** The organisation's id. */
  ORG,
  /** The session's URL; the organisation's id if an event has no session. */
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
