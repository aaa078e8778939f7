package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Tells when a changed file has been unchanged long enough to be completely written. */
final class Debounce {

  static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

  private record Seen(PluginStamp stamp, Instant since) {}

  private final Clock steady;
  private final Map<Path, Seen> seen = new HashMap<>();

  Debounce(Clock steady) {
    this.steady = steady;
  }

  /** How long it has been unchanged. */
  Duration of(Path path, PluginStamp stamp) {
    Instant now = steady.instant();
    Seen before = seen.get(path);
    if (before == null || !before.stamp.equals(stamp)) {
      seen.put(path, new Seen(stamp, now));
      return Duration.ZERO;
    }
    return Duration.between(before.since, now);
  }

  boolean isStill(FoundPlugin plugin) {
    return of(plugin.path(), plugin.stamp()).compareTo(plugin.quietTime()) >= 0;
  }

  /** It is unchanged again, or loaded. */
  void forget(Path path) {
    seen.remove(path);
  }

  /** Drops files that disappeared before they settled. */
  void forgetAllBut(Set<Path> known) {
    seen.keySet().retainAll(known);
  }
}
