package io.fswebhook.core.plugin;

import static java.util.stream.Collectors.toMap;

import io.fswebhook.core.plugin.ChosenNames.SetUp;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
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

    void tell(HandlerChanges changes, Set<String> ended) {
      changes.subscribe(eventNames(this::runs), eventNames(each -> !runs(each)), ended);
    }
  }

  private final Clock clock;
  private final Map<Path, PluginSlot> slots = new ConcurrentSkipListMap<>();
  private final Map<String, Running> running = new ConcurrentSkipListMap<>();
  private HandlerChanges changes = HandlerChanges.NONE;
  private SetUp setUp;
  private Set<String> dropped = Set.of();
  private boolean closed;
  private volatile Subscribed subscribed = new Subscribed(List.of(), Set.of());

  PluginTable(SetUp setUp, Clock clock) {
    this.setUp = setUp;
    this.clock = clock;
    publish();
  }

  /** Reports the current handlers and all later changes. */
  synchronized void tell(HandlerChanges changes) {
    this.changes = changes;
    subscribed.tell(changes, Set.of());
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
   * Sets which handlers operators have set up. Those that no plugin has yet are subscribed, and
   * those that are not set up any more end, at the same moment.
   *
   * @param ended as of {@link #run}
   */
  synchronized void setUp(ChosenNames names, Draining ended) {
    SetUp before = setUp;
    setUp = names.setUp();
    dropped = dropped(names, before);
    for (String name : dropped) {
      Running last = running.remove(name);
      if (last != null && !closed) {
        ended.until(last.plugin(), changes.remove(name));
      }
    }
    publish(dropped);
  }

  private Set<String> dropped(ChosenNames names, SetUp before) {
    Set<String> gone = new HashSet<>(before.all());
    Set<String> kept = new HashSet<>(setUp.all());
    for (PluginSlot slot : slots.values()) {
      Plugin plugin = slot.plugin();
      if (plugin != null) {
        plugin.reports().forEach(each -> (names.isDropped(each) ? gone : kept).add(each.name()));
      }
    }
    gone.removeAll(kept);
    return gone;
  }

  /**
   * Calls running handlers by their settings of now, where these are others.
   *
   * @param replaced as of {@link #run}
   */
  synchronized void renewAttempts(HandlerSettingsSource settings, Draining replaced) {
    for (Running each : running.values()) {
      HandlerSettings now = settings.of(each.handler().name());
      boolean renewed = !now.attempts().equals(each.handler().settings().attempts());
      each.handler().use(now);
      if (!closed && renewed) {
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

  private void publish() {
    publish(Set.of());
  }

  /** One per name: during a takeover, both plugins have it. */
  private void publish(Set<String> ended) {
    Map<String, Subscription> byName = new TreeMap<>();
    setUp.enabled().forEach(name -> byName.put(name, new Subscription(name, Set.of())));
    for (PluginSlot slot : slots.values()) {
      Plugin plugin = slot.plugin();
      if (plugin != null) {
        plugin.waiting().stream()
            .filter(waiting -> !dropped.contains(waiting.handler()))
            .forEach(waiting -> byName.put(waiting.handler(), waiting));
      }
    }
    running.forEach((name, runs) -> byName.put(name, runs.handler().subscription()));
    Subscribed before = subscribed;
    Subscribed now = new Subscribed(List.copyOf(byName.values()), Set.copyOf(running.keySet()));
    subscribed = now;
    if (!closed && !(before.equals(now) && ended.isEmpty())) {
      now.tell(changes, ended);
    }
  }

  Map<String, Set<String>> subscriptions() {
    return subscribed.eventNames(each -> true);
  }

  List<ActiveHandler> handlers() {
    return running.values().stream().map(Running::handler).toList();
  }

  List<PluginReport> reports() {
    return slots.values().stream().map(PluginSlot::report).toList();
  }
}
