package io.fswebhook.core.inbox;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is still to be done, and what died, on all nodes together. Each number is that of the tasks
 * that a list finds for the handler and the state.
 *
 * @param byHandler handlers without any such task are missing
 */
public record Backlog(Map<String, Tasks> byHandler) {

  public Backlog {
    byHandler = Map.copyOf(byHandler);
  }

  /** The number of tasks by state. */
  public record Tasks(long pending, long retrying, long dead) {

    public static final Tasks NONE = new Tasks(0, 0, 0);

    /** Those that still need an attempt. */
    public long unfinished() {
      return pending + retrying;
    }

    private Tasks plus(Tasks other) {
      return new Tasks(pending + other.pending, retrying + other.retrying, dead + other.dead);
    }
  }

  /** The tasks of a handler. */
  public Tasks of(String handler) {
    return byHandler.getOrDefault(handler, Tasks.NONE);
  }

  /** The tasks of all handlers together. */
  public Tasks all() {
    return byHandler.values().stream().reduce(Tasks.NONE, Tasks::plus);
  }

  /** The handlers that still have tasks to attempt. */
  public Set<String> withUnfinished() {
    return byHandler.entrySet().stream()
        .filter(each -> each.getValue().unfinished() > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
