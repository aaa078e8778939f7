package io.fswebhook.core.inbox.commit;

import java.time.Duration;

/**
 * Whether deliveries could be stored, as far as is known: by the last one that was, or by a probe
 * where none came for a while. Written by the thread that writes, read by any.
 */
final class Availability {

  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);
  private static final Duration PROVEN_FOR = Duration.ofSeconds(5);

  private final Duration longestWrite;
  private volatile boolean up = true;
  private volatile long writingSince; // 0 while nothing is written
  private long triedAt = System.nanoTime();

  /** What takes longer to be written will probably fail. */
  Availability(Duration longestWrite) {
    this.longestWrite = longestWrite;
  }

  /** Whether the last try came through. */
  boolean isUp() {
    return up;
  }

  /** And whether nothing hangs now. Never waits. */
  boolean isReady() {
    long since = writingSince;
    return up && (since == 0 || System.nanoTime() - since <= longestWrite.toNanos());
  }

  /** Whether it is time to try, although no delivery comes. */
  boolean isProbeDue() {
    return System.nanoTime() - triedAt >= (up ? PROVEN_FOR : PROBE_INTERVAL).toNanos();
  }

  void begins() {
    writingSince = System.nanoTime() | 1;
  }

  void ends() {
    writingSince = 0;
  }

  /** Takes down that deliveries can be stored. Returns whether that is news. */
  boolean proven() {
    triedAt = System.nanoTime();
    boolean wasUp = up;
    up = true;
    return !wasUp;
  }

  /** Takes down that they cannot. Returns whether that is news. */
  boolean failed() {
    triedAt = System.nanoTime();
    boolean wasUp = up;
    up = false;
    return wasUp;
  }
}
