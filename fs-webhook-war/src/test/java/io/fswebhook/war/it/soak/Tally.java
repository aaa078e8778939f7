package io.fswebhook.war.it.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the record says against what the database and the handlers say.
 *
 * @param stored deliveries in the database
 * @param storedTwice deliveries of an event that has another one
 * @param lost events that were acknowledged, and are not in the database
 * @param handled acknowledged events that every handler has handled
 * @param handledAgain how often a handler was given an event that it had handled
 * @param unhandled by handler, the acknowledged events that it has not handled
 */
record Tally(
    long stored,
    long storedTwice,
    Set<Integer> lost,
    long handled,
    long handledAgain,
    Map<String, List<Ledger.Promise>> unhandled) {

  static Tally of(Site site, Ledger ledger) throws Exception {
    Map<Integer, Ledger.Promise> lost = new HashMap<>(ledger.promises());
    Set<Integer> numbers = new HashSet<>();
    AtomicLong stored = new AtomicLong();
    site.stored(
        (id, number) -> {
          stored.incrementAndGet();
          numbers.add(number);
          lost.computeIfPresent(
              number,
              (same, promise) -> ledger.knowsIds() && !promise.id().equals(id) ? promise : null);
        });
    Map<String, List<Ledger.Promise>> unhandled = new TreeMap<>();
    Set<Ledger.Promise> anywhere = new HashSet<>();
    long again = 0;
    for (Plugin plugin : List.of(site.steady(), site.changing())) {
      int[] counts = plugin.handled(ledger.sent());
      List<Ledger.Promise> missing = new ArrayList<>();
      for (Map.Entry<Integer, Ledger.Promise> promise : ledger.promises().entrySet()) {
        int count = counts[promise.getKey()];
        again += Math.max(0, count - 1);
        if (count == 0) {
          missing.add(promise.getValue());
        }
      }
      anywhere.addAll(missing);
      unhandled.put(plugin.handler(), missing);
    }
    long handled = (long) ledger.promises().size() - anywhere.size();
    return new Tally(
        stored.get(), stored.get() - numbers.size(), lost.keySet(), handled, again, unhandled);
  }

  boolean isAllHandled() {
    return unhandled.values().stream().allMatch(List::isEmpty);
  }

  /** By handler. */
  Map<String, Integer> unhandledCounts() {
    Map<String, Integer> counts = new TreeMap<>();
    unhandled.forEach((handler, numbers) -> counts.put(handler, numbers.size()));
    return counts;
  }
}
