package io.fswebhook.core.dispatch;

/**
 * How many threads of a handler work, and how many it keeps past their time-out. A kept one is lost
 * and replaced, until so many are lost that the handler is suspended. Guarded by its lane.
 */
final class Workers {

  private final int concurrency;
  private final int maxLost;
  private int active;
  private int lost;
  private int writtenOff;

  Workers(int concurrency, int maxLost) {
    this.concurrency = concurrency;
    this.maxLost = maxLost;
  }

  int free() {
    return concurrency - active;
  }

  void started() {
    active++;
  }

  void ended() {
    active--;
  }

  /** One that works is kept past its time-out. */
  void lost() {
    active--;
    lost++;
  }

  /** A lost one came back, and ends. */
  void found() {
    lost--;
    writtenOff = Math.min(writtenOff, Math.max(lost, 0));
  }

  int lostThreads() {
    return Math.max(lost, 0);
  }

  boolean areTooManyLost() {
    return lost - writtenOff >= maxLost;
  }

  /** Counts anew: those that are lost already do not count any more. */
  void writeOffLost() {
    writtenOff = lostThreads();
  }
}
