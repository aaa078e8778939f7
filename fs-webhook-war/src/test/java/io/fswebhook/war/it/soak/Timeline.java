package io.fswebhook.war.it.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which fault was there when, and how long no delivery was acknowledged meanwhile. */
final class Timeline {

  private final long start = System.nanoTime();
  private final Path log;
  private final List<Window> windows = new ArrayList<>();
  private final Map<String, Long> longestGapIn = new TreeMap<>();
  private long longestGapOutside;

  Timeline(Path log) {
    this.log = log;
  }

  /** The time of one fault; it is open until it is closed. */
  final class Window {

    private final String fault;
    private final long begin = System.nanoTime();
    private long end = Long.MAX_VALUE;

    private Window(String fault) {
      this.fault = fault;
    }

    void close() {
      synchronized (Timeline.this) {
        end = System.nanoTime();
      }
      say("ended  %s after %.1f s".formatted(fault, (end - begin) / 1e9));
    }

    private boolean touches(long from, long to) {
      return begin - to <= 0 && (end == Long.MAX_VALUE || end - from >= 0);
    }
  }

  Window open(String fault) {
    say("begins " + fault);
    Window window = new Window(fault);
    synchronized (this) {
      windows.add(window);
    }
    return window;
  }

  /** No delivery was acknowledged between the two. */
  synchronized void gap(long from, long to) {
    List<String> faults = faultsBetween(from, to);
    if (faults.isEmpty()) {
      longestGapOutside = Math.max(longestGapOutside, to - from);
    }
    faults.forEach(fault -> longestGapIn.merge(fault, to - from, Math::max));
  }

  /** What was broken then, also for a part of the time. */
  synchronized List<String> faultsBetween(long from, long to) {
    return windows.stream()
        .filter(window -> window.touches(from, to))
        .map(window -> window.fault)
        .distinct()
        .toList();
  }

  synchronized Duration longestGapOutside() {
    return Duration.ofNanos(longestGapOutside);
  }

  synchronized Duration longestGapInside() {
    return Duration.ofNanos(
        longestGapIn.values().stream().mapToLong(Long::longValue).max().orElse(0));
  }

  /** One line a fault: how often, how long, and the longest gap that touched it. */
  synchronized List<String> faults() {
    Map<String, List<Window>> byFault = new TreeMap<>();
    windows.forEach(
        window -> byFault.computeIfAbsent(window.fault, fault -> new ArrayList<>()).add(window));
    List<String> lines = new ArrayList<>();
    byFault.forEach(
        (fault, times) ->
            lines.add(
                "%s: %d times, %.0f s in all, longest gap of receipts that touches it %d ms"
                    .formatted(
                        fault,
                        times.size(),
                        times.stream().mapToLong(time -> time.end - time.begin).sum() / 1e9,
                        longestGapIn.getOrDefault(fault, 0L) / 1_000_000)));
    return lines;
  }

  /** To standard output and into the log, with the time since the start. */
  void say(String words) {
    write("soak %7.1f s  %s".formatted((System.nanoTime() - start) / 1e9, words));
  }

  /** A figure, to both as well. */
  void measured(String words) {
    write("MEASURED " + words);
  }

  private void write(String line) {
    System.out.println(line);
    try {
      Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
