package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of tasks that a handler queue has in memory and has not begun: new ones as they
 * are stored, and pending ones from the inbox when there is room. Guarded by its handler queue.
 */
final class PrefetchBuffer {

  static final int MOST_QUEUED = 256;

  /** There is one such buffer for each handler, so none may take much of a small heap. */
  private static final long MOST_QUEUED_BYTES =
      Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 16);

  private static final Duration CLAIM_AGAIN = Duration.ofSeconds(1);

  /** Checks the inbox after this time even when nothing should be due. */
  static final Duration RECONCILE = Duration.ofSeconds(10);

  private final Deque<HandlerTask> queue = new ArrayDeque<>();
  private long queuedBytes;
  private boolean backlog = true; // something may be due in the inbox that is not here
  private boolean claiming;
  private boolean claimMissesSome; // what was released since it was asked for
  private @Nullable Instant wakeAt;

  /**
   * Takes a new task unless older ones wait in the inbox. A task refused during a claim is found by
   * it, unless it was stored later: see {@link #claimed}.
   */
  boolean offer(HandlerTask task, int room) {
    if (room(room) == 0) {
      backlog = true;
      return false;
    }
    add(task);
    return true;
  }

  /** How many offers would be accepted now. */
  int room(int room) {
    return claiming || backlog || !isBelow(room) ? 0 : room - queue.size();
  }

  /** Has the effect of a refused offer. */
  void left() {
    backlog = true;
  }

  private boolean isBelow(int room) {
    return queue.size() < room && queuedBytes < MOST_QUEUED_BYTES;
  }

  private void add(HandlerTask task) {
    queue.add(task);
    queuedBytes += size(task);
  }

  /** How many to claim now, 0 for none. Otherwise a claim is in progress until {@link #claimed}. */
  int beginClaim(int room) {
    if (claiming || !backlog || !isBelow(room) || queue.size() > room / 2) {
      return 0;
    }
    claiming = true;
    claimMissesSome = false;
    backlog = false;
    return room - queue.size();
  }

  /**
   * Ends a claim.
   *
   * @param claim its result; null when it failed
   * @param inOrder whether this is called before anything is offered that was stored after the
   *     claim, so that the claim has found everything that was refused meanwhile
   */
  void claimed(@Nullable Claim claim, boolean inOrder, Instant now) {
    claiming = false;
    wakeBy(now.plus(RECONCILE));
    if (claim == null) {
      backlog = false;
      wakeBy(now.plus(CLAIM_AGAIN));
      return;
    }
    backlog = !claim.exhausted() || claimMissesSome || (backlog && !inOrder);
    if (claim.lookAgainIn() != null) {
      wakeBy(now.plus(claim.lookAgainIn()));
    }
    claim.tasks().forEach(this::add);
  }

  /** The oldest task; null when there is none. */
  @Nullable HandlerTask poll() {
    HandlerTask task = queue.poll();
    if (task != null) {
      queuedBytes -= size(task);
    }
    return task;
  }

  /** Removes the tasks that there is no longer room for. */
  List<HandlerTask> takeExcess(int room) {
    if (queue.size() <= room) {
      return List.of();
    }
    lookAgain();
    List<HandlerTask> excess = new ArrayList<>();
    while (queue.size() > room) {
      HandlerTask youngest = queue.removeLast();
      queuedBytes -= size(youngest);
      excess.add(youngest);
    }
    return excess;
  }

  int size() {
    return queue.size();
  }

  /** A task is due in the inbox, which a claim in progress may not find. */
  void lookAgain() {
    backlog = true;
    claimMissesSome = claiming;
  }

  /** Checks the inbox at this time at the latest. */
  void wakeBy(Instant time) {
    if (wakeAt == null || time.isBefore(wakeAt)) {
      wakeAt = time;
    }
  }

  void wakeIfDue(Instant now) {
    if (wakeAt != null && !now.isBefore(wakeAt)) {
      wakeAt = null;
      lookAgain();
    }
  }

  private static long size(HandlerTask task) {
    return task.delivery().request().body().length;
  }
}
