package io.fswebhook.core.plugin;

import java.util.Set;

/**
 * What a handler wants to receive, whether it runs or was kept out by its settings or its start.
 *
 * @param handler its name
 * @param eventNames empty for every event
 */
record Subscription(String handler, Set<String> eventNames) {

  Subscription {
    eventNames = Set.copyOf(eventNames);
  }

  boolean includes(String eventName) {
    return eventNames.isEmpty() || eventNames.contains(eventName);
  }
}
