package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.HandlerTask;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The claimed tasks, in memory. Used by the writer thread only. */
final class SqliteClaims {

  private final Set<HandlerTask.Key> tasks = new HashSet<>();
  private final Map<HandlerTask.Order, Integer> orders = new HashMap<>();

  boolean contains(HandlerTask.Key key) {
    return tasks.contains(key);
  }

  /** Whether a task with this ordering key is claimed. */
  boolean contains(HandlerTask.Order order) {
    return orders.containsKey(order);
  }

  /** Returns false if it is already claimed. */
  boolean add(HandlerTask task) {
    if (!tasks.add(task.key())) {
      return false;
    }
    HandlerTask.Order order = task.order();
    if (order != null) {
      orders.merge(order, 1, Integer::sum);
    }
    return true;
  }

  /** Whether its order lets it begin: no other one with its ordering key is claimed. */
  boolean mayBegin(HandlerTask task) {
    HandlerTask.Order order = task.order();
    return order == null || !contains(order);
  }

  void remove(HandlerTask task) {
    HandlerTask.Order order = task.order();
    if (tasks.remove(task.key()) && order != null) {
      orders.computeIfPresent(order, (same, count) -> count == 1 ? null : count - 1);
    }
  }
}
