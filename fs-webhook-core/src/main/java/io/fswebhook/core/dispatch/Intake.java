package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.inbox.Inbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one handler has in memory, a bounded number of handlings: new ones as they are stored, and
 * those that wait in the inbox when there is room for them.
 */
final class Intake {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final int MOST_QUEUED = 256;
  private static final long MOST_QUEUED_BYTES = 16L << 20;
  private static final Duration CLAIM_AGAIN = Duration.ofSeconds(1);

  private final String handler;
  private final Inbox inbox;
  private final Clock clock;
  private final Consumer<Handling> queue;

  // Guarded by this.
  private int queued;
  private long queuedBytes;
  private boolean backlog = true; // something may be due in the inbox that is not here
  private boolean claiming;
  private boolean closed;
  private @Nullable Instant wakeAt;

  Intake(String handler, Inbox inbox, Clock clock, Consumer<Handling> queue) {
    this.handler = handler;
    this.inbox = inbox;
    this.clock = clock;
    this.queue = queue;
  }

  /**
   * Takes a new handling unless older ones wait in the inbox. What is refused while a claim is
   * under way is found by it or marks the backlog for the next one.
   */
  synchronized boolean offer(Handling handling) {
    if (closed || claiming || backlog || isFull()) {
      backlog = true;
      return false;
    }
    enqueue(handling);
    return true;
  }

  /** How many offers would be taken now. */
  synchronized int room() {
    return closed || claiming || backlog || isFull() ? 0 : MOST_QUEUED - queued;
  }

  /** Something is in the inbox that was not offered. */
  void left() {
    synchronized (this) {
      backlog = true;
    }
    refill();
  }

  private boolean isFull() {
    return queued >= MOST_QUEUED || queuedBytes >= MOST_QUEUED_BYTES;
  }

  private void enqueue(Handling handling) {
    queued++;
    queuedBytes += size(handling);
    queue.accept(handling);
  }

  /** Claims from the inbox when something may be due there and there is room for it. */
  void refill() {
    int room;
    synchronized (this) {
      if (closed || claiming || !backlog || queued > MOST_QUEUED / 2 || isFull()) {
        return;
      }
      claiming = true;
      room = MOST_QUEUED - queued;
    }
    var unused = inbox.claim(handler, room).whenComplete(this::claimed);
  }

  private void claimed(@Nullable Claim claim, @Nullable Throwable failure) {
    synchronized (this) {
      claiming = false;
      if (closed) {
        return;
      }
      if (claim == null) {
        LOG.debug("claiming for handler {} failed, to be done again", handler, failure);
        backlog = false;
        wakeIn(CLAIM_AGAIN);
        return;
      }
      backlog = !claim.exhausted();
      if (claim.lookAgainIn() != null) {
        wakeIn(claim.lookAgainIn());
      }
      claim.handlings().forEach(this::enqueue);
    }
    refill();
  }

  /** Looks into the inbox after this time at the latest. */
  synchronized void wakeIn(Duration wait) {
    Instant time = clock.instant().plus(wait);
    if (wakeAt == null || time.isBefore(wakeAt)) {
      wakeAt = time;
    }
  }

  void wakeIfDue() {
    synchronized (this) {
      if (wakeAt == null || clock.instant().isBefore(wakeAt)) {
        return;
      }
      wakeAt = null;
      backlog = true;
    }
    refill();
  }

  /** Makes room for another one. False once it is closed: then this one stays in the inbox. */
  boolean take(Handling handling) {
    synchronized (this) {
      queued--;
      queuedBytes -= size(handling);
      if (closed) {
        return false;
      }
    }
    refill();
    return true;
  }

  synchronized void close() {
    closed = true;
  }

  private static long size(Handling handling) {
    return handling.delivery().request().body().length;
  }
}
