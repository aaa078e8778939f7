package io.fswebhook.core.inbox.commit;

import java.time.Duration;

/**
 * Whether deliveries can be stored, as far as is known from the last one stored, or from a probe
 * when there was none for a while. Updated by the writer thread, read by any.
 */
final class Availability {

  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);
  private static final Duration PROVEN_FOR = Duration.ofSeconds(5);

  private final Duration longestWrite;
  private volatile boolean up = true;
  private volatile long writingSince; // 0 while nothing is written
  private long triedAt = System.nanoTime();

  /** A write that takes longer will probably fail. */
  Availability(Duration longestWrite) {
    this.longestWrite = longestWrite;
  }

  /** Whether the last attempt to write succeeded. */
  boolean isUp() {
    return up;
  }

  /** As {@link #isUp}, and no write is hanging. Never blocks. */
  boolean isReady() {
    long since = writingSince;
    return up && (since == 0 || System.nanoTime() - since <= longestWrite.toNanos());
  }

  /** Whether it is time for a probe. */
  boolean isProbeDue() {
    return System.nanoTime() - triedAt >= (up ? PROVEN_FOR : PROBE_INTERVAL).toNanos();
  }

  void begins() {
    writingSince = System.nanoTime() | 1;
  }

  void ends() {
    writingSince = 0;
  }

  /** Records that deliveries can be stored. Returns whether that is a change. */
  boolean proven() {
    triedAt = System.nanoTime();
    boolean wasUp = up;
    up = true;
    return !wasUp;
  }

  /** Records that they cannot. Returns whether that is a change. */
  boolean failed() {
    triedAt = System.nanoTime();
    boolean wasUp = up;
    up = false;
    return wasUp;
  }
}
