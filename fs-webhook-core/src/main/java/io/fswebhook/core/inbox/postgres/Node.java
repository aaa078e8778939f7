package io.fswebhook.core.inbox.postgres;

import java.time.Duration;

/**
 * This receiver as one of those that share the database. Its id is good for one life: as long as it
 * says in time that it is there. Safe for use by several threads.
 */
final class Node {

  private final Duration lease;
  private volatile Life life = new Life(0, System.nanoTime());

  /** An id, and until when others leave its work alone, on this machine's steady clock. */
  private record Life(long id, long endsAt) {}

  Node(Duration lease) {
    this.lease = lease;
  }

  Duration lease() {
    return lease;
  }

  long id() {
    return life.id();
  }

  boolean isAlive(long id) {
    Life now = life;
    return now.id() == id && System.nanoTime() - now.endsAt() < 0;
  }

  /**
   * The database has taken down that this node lives.
   *
   * @param saidAt when that was said: the lease of the database ends later, never earlier
   */
  void lives(long id, long saidAt) {
    life = new Life(id, saidAt + lease.toNanos());
  }
}
