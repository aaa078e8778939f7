package io.fswebhook.core.inbox;

import io.fswebhook.core.text.StreamName;
import java.util.Set;

/**
 * Which deliveries a handler gets, whether it runs or not.
 *
 * @param eventNames empty for every event
 * @param present whether its plugin is present on any node
 */
public record HandlerSubscription(String handler, Set<String> eventNames, boolean present) {

  public HandlerSubscription {
    eventNames = Set.copyOf(eventNames);
  }

  public boolean includes(String eventName) {
    return StreamName.isIncluded(eventName, eventNames);
  }
}
