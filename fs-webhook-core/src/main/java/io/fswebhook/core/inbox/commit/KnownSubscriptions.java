package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.inbox.HandlerSubscription;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which handlers a delivery is for: handlers on this node, on other nodes, and those that were
 * started once and stay subscribed until an operator ends it. In all maps, an empty set means every
 * event. Thread-safe.
 */
public final class KnownSubscriptions {

  // Guarded by this.
  private final Map<String, Set<String>> kept = new HashMap<>();
  private final Set<String> ending = new HashSet<>();
  private Map<String, Set<String>> started = Map.of();
  private Map<String, Set<String>> waiting = Map.of();
  private Map<String, Set<String>> elsewhere = Map.of();
  private volatile boolean told;
  private volatile List<HandlerSubscription> all = List.of();

  /**
   * Sets the handlers of this node.
   *
   * @param ended are no longer stored as subscribed
   * @return those whose subscription differs from the stored one
   */
  public synchronized Map<String, Set<String>> here(
      Map<String, Set<String>> startedHere,
      Map<String, Set<String>> waitingHere,
      Set<String> ended) {
    started = Map.copyOf(startedHere);
    waiting = Map.copyOf(waitingHere);
    ending.addAll(ended);
    ending.removeAll(started.keySet());
    kept.keySet().removeAll(ending);
    Map<String, Set<String>> news = new HashMap<>(started);
    news.entrySet().removeAll(kept.entrySet());
    kept.putAll(news);
    publish();
    told = true;
    return news;
  }

  /** Sets the stored subscriptions and the handlers of other nodes. */
  public synchronized void stored(
      Map<String, Set<String>> storedSubscriptions, Map<String, Set<String>> handlersElsewhere) {
    kept.clear();
    kept.putAll(storedSubscriptions);
    kept.keySet().removeAll(ending);
    elsewhere = Map.copyOf(handlersElsewhere);
    publish();
  }

  /** Ends a stored subscription; a handler whose plugin is present stays subscribed. */
  public synchronized void ended(String handler) {
    kept.remove(handler);
    publish();
  }

  /** Those that are ended, and may be stored as subscribed until {@link #forgotten}. */
  public synchronized Set<String> ending() {
    return Set.copyOf(ending);
  }

  /** The stored subscriptions of these are deleted. */
  public synchronized void forgotten(Set<String> handlers) {
    ending.removeAll(handlers);
  }

  private void publish() {
    Set<String> present =
        Stream.of(started, waiting, elsewhere)
            .flatMap(map -> map.keySet().stream())
            .collect(Collectors.toSet());
    Map<String, Set<String>> merged = new TreeMap<>();
    for (Map<String, Set<String>> map : List.of(kept, started, waiting, elsewhere)) {
      map.forEach((handler, names) -> merged.merge(handler, names, KnownSubscriptions::union));
    }
    all =
        merged.entrySet().stream()
            .map(
                each ->
                    new HandlerSubscription(
                        each.getKey(), each.getValue(), present.contains(each.getKey())))
            .toList();
  }

  private static Set<String> union(Set<String> names, Set<String> others) {
    if (names.isEmpty() || others.isEmpty()) {
      return Set.of();
    }
    Set<String> both = new HashSet<>(names);
    both.addAll(others);
    return both;
  }

  public synchronized Map<String, Set<String>> startedHere() {
    return started;
  }

  public synchronized Map<String, Set<String>> waitingHere() {
    return waiting;
  }

  /** Sorted by name. */
  public List<HandlerSubscription> all() {
    return all;
  }

  public boolean isSubscribed(String handler) {
    return all.stream().anyMatch(subscription -> subscription.handler().equals(handler));
  }

  /** Null until it is known which handlers are here. */
  public @Nullable Set<String> handlers() {
    return told ? all.stream().map(HandlerSubscription::handler).collect(Collectors.toSet()) : null;
  }
}
