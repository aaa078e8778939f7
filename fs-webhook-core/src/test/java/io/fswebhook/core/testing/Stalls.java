package io.fswebhook.core.testing;

import java.time.Duration;

/** How long at most nothing was done. For one thread. */
public final class Stalls {

  private long last = System.nanoTime();
  private long longest;
  private long count;

  /** Something was done just now. */
  public void done() {
    long now = System.nanoTime();
    longest = Math.max(longest, now - last);
    last = now;
    count++;
  }

  public long count() {
    return count;
  }

  public Duration longest() {
    return Duration.ofNanos(longest);
  }

  @Override
  public String toString() {
    return count + " done, longest wait " + longest().toMillis() + " ms";
  }
}
