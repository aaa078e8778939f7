package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Whether what changed has been as it is for a moment, so that nobody is at it any more. */
final class Debounce {

  static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

  private record Seen(PluginStamp stamp, Instant since) {}

  private final Clock steady;
  private final Map<Path, Seen> seen = new HashMap<>();

  Debounce(Clock steady) {
    this.steady = steady;
  }

  /** How long it has been like this. */
  Duration of(Path path, PluginStamp stamp) {
    Instant now = steady.instant();
    Seen before = seen.get(path);
    if (before == null || !before.stamp.equals(stamp)) {
      seen.put(path, new Seen(stamp, now));
      return Duration.ZERO;
    }
    return Duration.between(before.since, now);
  }

  boolean isStill(Path path, PluginStamp stamp) {
    return of(path, stamp).compareTo(LONG_ENOUGH) >= 0;
  }

  /** It is as it was, or taken. */
  void forget(Path path) {
    seen.remove(path);
  }

  /** What came and went before it was still for long enough. */
  void forgetAllBut(Set<Path> known) {
    seen.keySet().retainAll(known);
  }
}
