package io.fswebhook.core.alert;

import io.fswebhook.core.inbox.SeenAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What this node has seen and the inbox may not know yet. What lasted long enough to be an alert is
 * kept until it is recorded, even if it is gone by then. Not thread-safe.
 */
final class SeenGroups {

  /**
   * One of them.
   *
   * @param since by the steady clock
   * @param isGone whether it was not there at the last look
   * @param isRecorded whether the inbox knows it
   */
  record Seen(AttentionItem item, Instant since, boolean isGone, boolean isRecorded) {

    AlertGroup group() {
      return AlertGroup.of(item);
    }

    Duration age(Instant now) {
      return Duration.between(since, now);
    }

    SeenAlert alert(Instant now) {
      return new SeenAlert(
          item.kind().code(),
          item.subject(),
          item.severity().code(),
          item.text(),
          item.count(),
          age(now));
    }

    private boolean isAlert(Instant now) {
      return isGone || age(now).compareTo(item.kind().openAfter()) >= 0;
    }
  }

  private final Map<AlertGroup, Seen> all = new LinkedHashMap<>();

  void look(List<AttentionItem> items, Instant now) {
    Set<AlertGroup> present = new HashSet<>();
    for (AttentionItem item : items) {
      if (present.add(AlertGroup.of(item))) {
        all.merge(
            AlertGroup.of(item),
            new Seen(item, now, false, false),
            (before, unused) -> new Seen(item, before.since(), false, before.isRecorded()));
      }
    }
    all.values().removeIf(seen -> !present.contains(seen.group()) && isOver(seen, now));
    all.replaceAll(
        (group, seen) ->
            present.contains(group)
                ? seen
                : new Seen(seen.item(), seen.since(), true, seen.isRecorded()));
  }

  private static boolean isOver(Seen seen, Instant now) {
    return seen.isRecorded() || !seen.isAlert(now);
  }

  /** Those that are alerts by now. */
  List<Seen> alerts(Instant now) {
    return all.values().stream().filter(seen -> seen.isAlert(now)).toList();
  }

  /** The inbox knows these. */
  void recorded(Collection<Seen> recorded) {
    for (Seen each : recorded) {
      all.computeIfPresent(
          each.group(),
          (group, seen) -> seen.isGone() ? null : new Seen(seen.item(), seen.since(), false, true));
    }
  }
}
