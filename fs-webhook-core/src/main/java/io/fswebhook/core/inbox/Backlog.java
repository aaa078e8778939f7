package io.fswebhook.core.inbox;

import java.util.Map;

/**
 * What is still to be done, on all nodes together.
 *
 * @param pending how many tasks are not finished, by handler; those without any are missing
 * @param dead how many tasks are dead
 */
public record Backlog(Map<String, Long> pending, long dead) {

  public Backlog {
    pending = Map.copyOf(pending);
  }

  /** All that waits, for whichever handler. */
  public long allPending() {
    return pending.values().stream().mapToLong(Long::longValue).sum();
  }
}
