package io.fswebhook.war.http;

import java.util.HashMap;
import java.util.Map;

/**
 * Bounded places for what is asked by people and programs with a token: nobody can take all of
 * them, and those who only look leave some to those who act. Safe for use by several threads.
 */
public final class Places {

  private final int most;
  private final int mostOfOne;
  private final int reserved;
  private final Map<String, Integer> taken = new HashMap<>();
  private int all;

  /**
   * All of them free.
   *
   * @param mostOfOne how many one may have at a time
   * @param reserved how many of all are for operators only
   */
  public Places(int most, int mostOfOne, int reserved) {
    this.most = most;
    this.mostOfOne = mostOfOne;
    this.reserved = reserved;
  }

  /** Whether there was one, which is then to be left. */
  public synchronized boolean take(String who, boolean isOperator) {
    int own = taken.getOrDefault(who, 0);
    if (own >= mostOfOne || all >= (isOperator ? most : most - reserved)) {
      return false;
    }
    taken.put(who, own + 1);
    all++;
    return true;
  }

  /** One that was taken is free again. */
  public synchronized void leave(String who) {
    taken.computeIfPresent(who, (name, own) -> own == 1 ? null : own - 1);
    all--;
  }
}
