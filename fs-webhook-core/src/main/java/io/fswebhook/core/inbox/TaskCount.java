package io.fswebhook.core.inbox;

import java.util.HashMap;
import java.util.Map;

/**
 * How much a filter matches.
 *
 * @param deliveries how many have at least one such task, or, if the filter names neither handler
 *     nor state, no task at all
 * @param tasks how many there are in each state; states without any are missing
 */
public record TaskCount(long deliveries, Map<TaskState, Long> tasks) {

  public TaskCount {
    tasks = Map.copyOf(tasks);
  }

  public TaskCount plus(TaskCount other) {
    Map<TaskState, Long> sums = new HashMap<>(tasks);
    other.tasks.forEach((state, count) -> sums.merge(state, count, Long::sum));
    return new TaskCount(deliveries + other.deliveries, sums);
  }
}
