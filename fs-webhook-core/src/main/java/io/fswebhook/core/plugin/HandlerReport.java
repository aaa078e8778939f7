package io.fswebhook.core.plugin;

import java.util.Set;

/**
 * A handler of a plugin, whether it runs or not.
 *
 * @param eventNames what it subscribes to; empty for every event
 */
public record HandlerReport(String name, Set<String> eventNames) {

  public HandlerReport {
    eventNames = Set.copyOf(eventNames);
  }
}
