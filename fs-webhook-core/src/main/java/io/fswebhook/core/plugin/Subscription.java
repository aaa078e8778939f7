package io.fswebhook.core.plugin;

import java.util.Set;

/**
 * The events that a handler subscribes to, whether it runs or could not be started.
 *
 * @param handler its name
 * @param eventNames empty for every event
 */
record Subscription(String handler, Set<String> eventNames) {

  Subscription {
    eventNames = Set.copyOf(eventNames);
  }
}
