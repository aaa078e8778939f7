package io.fswebhook.core.inbox;

import java.util.Map;

/**
 * What is still to be done, on all nodes together.
 *
 * @param waiting how many handlings are not finished, by handler; those without any are missing
 * @param dead how many handlings are dead
 */
public record Backlog(Map<String, Long> waiting, long dead) {

  public Backlog {
    waiting = Map.copyOf(waiting);
  }

  /** All that waits, for whichever handler. */
  public long allWaiting() {
    return waiting.values().stream().mapToLong(Long::longValue).sum();
  }
}
