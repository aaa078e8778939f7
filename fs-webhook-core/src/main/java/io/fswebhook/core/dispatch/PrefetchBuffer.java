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
 *
 * <p>It holds few at first, which leaves others to other nodes, and more for a handler that is done
 * with them before the next claim is: a claim takes as long as the commit of everything that is
 * stored meanwhile.
 */
final class PrefetchBuffer {

  static final int FEWEST_QUEUED = 256;

  /** A claim has them all in memory at once, so a small heap has few. */
  static final int MOST_QUEUED =
      (int) Math.max(FEWEST_QUEUED, Math.min(4_096, Runtime.getRuntime().maxMemory() >> 17));

  /** There is one such buffer for each handler, so none may take much of a small heap. */
  private static final long MOST_QUEUED_BYTES =
      Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 16);

  /** An estimate of what a task takes in memory beside the body. */
  private static final long BYTES_OF_TASK = 512;

  /** A handler that is through with a claim sooner gets a larger one next. */
  private static final Duration SOON = Duration.ofMillis(100);

  private static final Duration CLAIM_AGAIN = Duration.ofSeconds(1);

  /** Checks the inbox after this time even when nothing should be due. */
  static final Duration RECONCILE = Duration.ofSeconds(10);

  private final Deque<HandlerTask> queue = new ArrayDeque<>();
  private int capacity = FEWEST_QUEUED;
  private long queuedBytes;
  private boolean backlog = true; // something may be due in the inbox that is not here
  private boolean claiming;
  private boolean claimMissesSome; // what was released since it was asked for
  private @Nullable Instant wakeAt;
  private Instant claimedAt = Instant.MIN;
  private boolean claimedAll = true; // that the last claim found

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
    return claiming || backlog || !isBelow(room) ? 0 : within(room) - queue.size();
  }

  /** Has the effect of a refused offer. */
  void left() {
    backlog = true;
  }

  private boolean isBelow(int room) {
    return queue.size() < within(room) && queuedBytes < MOST_QUEUED_BYTES;
  }

  private int within(int room) {
    return Math.min(room, capacity);
  }

  private void add(HandlerTask task) {
    queue.add(task);
    queuedBytes += size(task);
  }

  /** How many to claim now, 0 for none. Otherwise a claim is in progress until {@link #claimed}. */
  int beginClaim(int room, Instant now) {
    if (claiming || !backlog || !isBelow(room) || queue.size() > within(room) / 2) {
      return 0;
    }
    adapt(now);
    claiming = true;
    claimMissesSome = false;
    backlog = false;
    return Math.max(1, within(room) - queue.size());
  }

  private void adapt(Instant now) {
    if (!now.isBefore(claimedAt.plus(SOON))) {
      capacity = Math.max(capacity / 2, FEWEST_QUEUED);
    } else if (!claimedAll) {
      capacity = Math.min(capacity * 2, MOST_QUEUED);
    }
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
    claimedAt = now;
    wakeBy(now.plus(RECONCILE));
    if (claim == null) {
      backlog = false;
      wakeBy(now.plus(CLAIM_AGAIN));
      return;
    }
    claimedAll = claim.exhausted();
    backlog = !claimedAll || claimMissesSome || (backlog && !inOrder);
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
    return BYTES_OF_TASK + task.delivery().request().body().length;
  }
}
