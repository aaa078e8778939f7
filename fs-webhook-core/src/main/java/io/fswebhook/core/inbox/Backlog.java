package io.fswebhook.core.inbox;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The unfinished and dead tasks of all nodes. Each number is what the list of deliveries finds for
 * that handler and state.
 *
 * @param byHandler without handlers that have no such task
 * @param dueSince when the task of a handler that is due for longest became due, which may be in
 *     the future; without handlers that have none, or only claimed ones on other nodes
 */
public record Backlog(Map<String, Tasks> byHandler, Map<String, Instant> dueSince) {

  public Backlog {
    byHandler = Map.copyOf(byHandler);
    dueSince = Map.copyOf(dueSince);
  }

  /** The number of tasks by state. */
  public record Tasks(long pending, long retrying, long dead) {

    public static final Tasks NONE = new Tasks(0, 0, 0);

    /** The tasks that still need an attempt. */
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
