package io.fswebhook.war.alert;

import io.fswebhook.core.alert.AlertMessage;

/** How a target is reached. */
interface AlertTransport {

  /** As {@link io.fswebhook.core.alert.AlertTarget#send}. */
  void send(AlertMessage message) throws Exception;

  /** As {@link io.fswebhook.core.alert.AlertTarget#close}. */
  default void close() {}
}
