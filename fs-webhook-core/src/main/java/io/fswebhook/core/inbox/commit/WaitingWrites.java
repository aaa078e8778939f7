package io.fswebhook.core.inbox.commit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The writes that wait for the next transaction. Any thread adds them, one takes them. */
final class WaitingWrites {

  private static final Duration LONGEST_POLL = Duration.ofSeconds(1); // then a probe may be due

  private final LinkedBlockingQueue<Write> queue = new LinkedBlockingQueue<>();
  private final int largestBatch;
  private final long gatheringNanos;
  private volatile @Nullable Thread gathering;
  private volatile boolean urgent;
  private long takenAt = System.nanoTime();

  WaitingWrites(Database database) {
    this.largestBatch = database.largestBatch();
    this.gatheringNanos = database.longestGathering().toNanos();
  }

  int size() {
    return queue.size();
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  void add(Write work) {
    queue.add(work);
    if (work.isUrgent()) {
      urgent = true;
      LockSupport.unpark(gathering);
    }
  }

  /** The oldest, without waiting; null if there is none. */
  @Nullable Write poll() {
    return queue.poll();
  }

  void takeAll(List<Write> batch) {
    queue.drainTo(batch);
  }

  /**
   * Fills up a batch, which may hold some already. Waits up to a second for a first one, and for
   * others to join those that nobody waits for.
   */
  void take(List<Write> batch) throws InterruptedException {
    Write first = queue.poll(LONGEST_POLL.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      batch.add(first);
    }
    urgent = false;
    drain(batch);
    if (batch.stream().noneMatch(Write::isUrgent)) {
      gather();
      drain(batch);
    }
    takenAt = System.nanoTime();
  }

  private void drain(List<Write> batch) {
    queue.drainTo(batch, Math.max(0, largestBatch - batch.size()));
  }

  /** So that transactions are fewer and larger. Ends with an urgent write. */
  private void gather() {
    long end = takenAt + gatheringNanos;
    gathering = Thread.currentThread();
    for (long left = end - System.nanoTime(); left > 0 && !urgent; ) {
      LockSupport.parkNanos(this, left);
      left = end - System.nanoTime();
    }
    gathering = null;
  }
}
