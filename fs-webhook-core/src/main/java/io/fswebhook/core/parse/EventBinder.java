package io.fswebhook.core.parse;

import io.fswebhook.api.WebhookEvent;

/** Makes the record of one kind of event. */
@FunctionalInterface
interface EventBinder {

  /**
   * The record of a body.
   *
   * @param version 0 for none
   * @param data read component by component, its rest last
   */
  WebhookEvent bind(int version, Members data);
}
