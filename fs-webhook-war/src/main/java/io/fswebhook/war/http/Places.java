package io.fswebhook.war.http;

import java.util.HashMap;
import java.util.Map;

/**
 * Slots for API requests: no caller can take all of them, and viewers leave some to operators. Safe
 * for use by several threads.
 */
public final class Places {

  private final int most;
  private final int mostOfOne;
  private final int reserved;
  private final Map<String, Integer> taken = new HashMap<>();
  private int all;

  /**
   * With all slots free.
   *
   * @param mostOfOne per caller
   * @param reserved how many are for operators only
   */
  public Places(int most, int mostOfOne, int reserved) {
    this.most = most;
    this.mostOfOne = mostOfOne;
    this.reserved = reserved;
  }

  /** Takes a slot, to be released with {@link #leave}; false if none is free. */
  public synchronized boolean take(String who, boolean isOperator) {
    int own = taken.getOrDefault(who, 0);
    if (own >= mostOfOne || all >= (isOperator ? most : most - reserved)) {
      return false;
    }
    taken.put(who, own + 1);
    all++;
    return true;
  }

  /** Releases a slot. */
  public synchronized void leave(String who) {
    taken.computeIfPresent(who, (name, own) -> own == 1 ? null : own - 1);
    all--;
  }
}
