package io.fswebhook.core.inbox.sql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How far claims have gone round the tasks of a handler with an order, so that none of its keys
 * starves however many there are. Used by the writer thread only.
 */
public final class OrderRound {

  static final long BEGIN = -1;

  private static final long LOOK_FOR_KEYLESS = TimeUnit.SECONDS.toNanos(10);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int ENDS_OF_A_WHOLE_ROUND = 2;

  private long key = BEGIN;
  private int barrenEnds;
  private Place keyless = Place.BEGIN;
  private boolean foundKeyless;
  private long keylessAt = System.nanoTime();

  /** A place in the order of what is due. */
  record Place(long dueAt, long seq) {

    static final Place BEGIN = new Place(0, 0);
  }

  /** Of all handlers. */
  public static final class All {

    private final Map<String, OrderRound> rounds = new ConcurrentHashMap<>();

    public OrderRound of(String handler) {
      return rounds.computeIfAbsent(handler, name -> new OrderRound());
    }
  }

  /** The key of the last task that was looked at. */
  long key() {
    return key;
  }

  void at(long reached) {
    key = reached;
  }

  /** The last key was reached. */
  void ended() {
    key = BEGIN;
    barrenEnds++;
  }

  void found() {
    barrenEnds = 0;
  }

  /** Whether a claim has gone past the last key twice, and nothing was found in between. */
  boolean wasBarren() {
    if (barrenEnds < ENDS_OF_A_WHOLE_ROUND) {
      return false;
    }
    barrenEnds = 0;
    return true;
  }

  /** Tasks without a key were stored before the handler had an order: they become fewer. */
  boolean looksForKeyless() {
    return System.nanoTime() - keylessAt >= 0;
  }

  /** Whether there were none when they were last looked for. */
  boolean hasAllKeyless() {
    return keyless.equals(Place.BEGIN) && !foundKeyless;
  }

  Place keyless() {
    return keyless;
  }

  /**
   * Tasks without a key were looked for.
   *
   * @param reached the last task that was looked at; the beginning if none is left
   */
  void lookedForKeyless(Place reached, boolean found) {
    foundKeyless = found || (foundKeyless && !keyless.equals(Place.BEGIN));
    keyless = reached;
    boolean isEnd = reached.equals(Place.BEGIN);
    long pause = isEnd && !foundKeyless ? LOOK_FOR_KEYLESS : PAUSE;
    keylessAt = System.nanoTime() + (found ? 0 : pause);
  }
}
