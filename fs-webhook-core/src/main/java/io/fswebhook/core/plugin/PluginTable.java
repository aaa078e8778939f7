package io.fswebhook.core.plugin;

import static java.util.stream.Collectors.toMap;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The state of each plugin, and the running handlers. Thread-safe; changes are synchronized. */
final class PluginTable {

  private record Running(ActiveHandler handler, Plugin plugin) {}

  /** What the handlers of all plugins subscribe to, sorted by name, and which of them run. */
  private record Subscribed(List<Subscription> all, Set<String> running) {

    Map<String, Set<String>> eventNames(Predicate<Subscription> which) {
      return all.stream()
          .filter(which)
          .collect(toMap(Subscription::handler, Subscription::eventNames));
    }

    boolean runs(Subscription subscription) {
      return running.contains(subscription.handler());
    }

    void tell(HandlerChanges changes) {
      changes.subscribe(eventNames(this::runs), eventNames(each -> !runs(each)));
    }
  }

  private final Clock clock;
  private final Map<Path, PluginSlot> slots = new ConcurrentSkipListMap<>();
  private final Map<String, Running> running = new ConcurrentSkipListMap<>();
  private HandlerChanges changes = HandlerChanges.NONE;
  private boolean closed;
  private volatile Subscribed subscribed = new Subscribed(List.of(), Set.of());

  PluginTable(Clock clock) {
    this.clock = clock;
  }

  /** Reports the current handlers and all later changes. */
  synchronized void tell(HandlerChanges changes) {
    this.changes = changes;
    subscribed.tell(changes);
    running.values().forEach(each -> changes.put(each.handler()));
  }

  /** From now on nothing is reported. */
  synchronized void close() {
    closed = true;
  }

  /**
   * Lets the handlers of a plugin run, in place of others of the same names.
   *
   * @param replaced is told of each plugin that lost a handler, and when that handler has finished
   * @return false when closed
   */
  synchronized boolean run(Plugin plugin, PluginSlot slot, Draining replaced) {
    if (closed) {
      return false;
    }
    for (ActiveHandler handler : plugin.handlers()) {
      Running before = running.put(handler.name(), new Running(handler, plugin));
      CompletionStage<Void> drained = changes.put(handler);
      if (before != null) {
        replaced.until(before.plugin(), drained);
      }
    }
    slots.put(plugin.path(), slot);
    publish();
    return true;
  }

  /**
   * Calls running handlers by their settings of now, where these are others.
   *
   * @param replaced as of {@link #run}
   */
  synchronized void renewAttempts(HandlerSettingsSource settings, Draining replaced) {
    for (Running each : running.values()) {
      HandlerSettings now = settings.of(each.handler().name());
      if (!closed && !now.attempts().equals(each.handler().settings().attempts())) {
        each.handler().use(now);
        replaced.until(each.plugin(), changes.put(each.handler()));
      }
    }
  }

  /** Removes the handlers of a plugin, except those that another plugin has replaced. */
  synchronized void takeAway(Plugin plugin, Draining takenAway) {
    List<String> names =
        plugin.handlers().stream()
            .filter(handler -> running.remove(handler.name(), new Running(handler, plugin)))
            .map(ActiveHandler::name)
            .toList();
    publish();
    if (!closed) {
      names.forEach(name -> takenAway.until(plugin, changes.remove(name)));
    }
  }

  /** Notified of when a plugin has finished its attempts. */
  @FunctionalInterface
  interface Draining {
    void until(Plugin plugin, CompletionStage<Void> drained);
  }

  @Nullable PluginSlot slot(Path path) {
    return slots.get(path);
  }

  Collection<PluginSlot> slots() {
    return List.copyOf(slots.values());
  }

  void put(PluginSlot slot) {
    slots.put(slot.found().path(), slot);
  }

  void remove(Path path) {
    slots.remove(path);
  }

  void addError(Path path, String sentence) {
    slots.computeIfPresent(path, (key, slot) -> slot.withError(sentence, clock.instant()));
  }

  /** One per name: during a takeover, both plugins have it. */
  private void publish() {
    Map<String, Subscription> byName = new TreeMap<>();
    for (PluginSlot slot : slots.values()) {
      Plugin plugin = slot.plugin();
      if (plugin != null) {
        plugin.waiting().forEach(waiting -> byName.put(waiting.handler(), waiting));
      }
    }
    running.forEach((name, runs) -> byName.put(name, runs.handler().subscription()));
    Subscribed before = subscribed;
    Subscribed now = new Subscribed(List.copyOf(byName.values()), Set.copyOf(running.keySet()));
    subscribed = now;
    if (!closed && !before.equals(now)) {
      now.tell(changes);
    }
  }

  Map<String, Set<String>> subscriptions() {
    return subscribed.eventNames(each -> true);
  }

  List<String> subscribers(String eventName) {
    List<Subscription> now = subscribed.all();
    List<String> names = new ArrayList<>(now.size());
    for (Subscription subscription : now) {
      if (subscription.includes(eventName)) {
        names.add(subscription.handler());
      }
    }
    return names;
  }

  List<ActiveHandler> handlers() {
    return running.values().stream().map(Running::handler).toList();
  }

  List<PluginReport> reports() {
    return slots.values().stream().map(PluginSlot::report).toList();
  }
}
