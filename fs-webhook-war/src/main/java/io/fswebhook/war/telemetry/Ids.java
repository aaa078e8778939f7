package io.fswebhook.war.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/** Attributes that spans of requests and of attempts have in common. */
final class Ids {

  /** The delivery's id. */
  static final AttributeKey<String> DELIVERY = AttributeKey.stringKey("fswebhook.delivery.id");

  private Ids() {}
}
