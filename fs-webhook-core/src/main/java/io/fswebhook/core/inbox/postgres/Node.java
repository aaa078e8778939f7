package io.fswebhook.core.inbox.postgres;

import java.time.Duration;

/**
 * This receiver as one of several nodes that share the database. It keeps its id as long as it
 * renews its lease in time. Thread-safe.
 */
final class Node {

  private final Duration lease;
  private volatile Life life = new Life(0, System.nanoTime());

  /** An id, and until when others respect its claims, by this machine's steady clock. */
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
   * The database has recorded a renewal of the lease.
   *
   * @param saidAt when the renewal was sent: the lease in the database ends later, never earlier
   */
  void lives(long id, long saidAt) {
    life = new Life(id, saidAt + lease.toNanos());
  }
}
