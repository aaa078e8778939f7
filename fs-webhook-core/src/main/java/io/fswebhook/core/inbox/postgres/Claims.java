package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks that this node has claimed. The database records them too; when the two may differ,
 * after a transaction with an unknown outcome or when a task is not begun after all, the database
 * is corrected from here.
 *
 * <p>Call {@link #take} before handing a task out: its receiver may immediately ask whether it is
 * held.
 */
final class Claims {

  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

  /** A server that hung may carry out a statement long after its connection was given up. */
  private static final long SETTLE_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Node node;
  private final Map<HandlerTask.Key, HandlerTask> held = new ConcurrentHashMap<>();
  private volatile boolean suspect;
  private volatile long settledAt = System.nanoTime();

  Claims(Node node) {
    this.node = node;
  }

  long nodeId() {
    return node.id();
  }

  /** Must precede handing it out. */
  void take(HandlerTask task) {
    held.put(task.key(), task);
  }

  void offer(HandlerTask task, TaskSink sink) {
    take(task);
    boolean taken = false;
    try {
      taken = sink.offer(task);
    } finally {
      if (!taken) {
        giveBack(task);
      }
    }
  }

  /** A task that is no longer held is not begun, so it is released in case nobody else has it. */
  boolean holds(HandlerTask task) {
    if (node.isAlive(task.claimedBy()) && task.equals(held.get(task.key()))) {
      return true;
    }
    giveBack(task);
    return false;
  }

  /** The task was not begun: the next transaction releases it. */
  void giveBack(HandlerTask task) {
    if (held.remove(task.key(), task)) {
      suspect = true;
    }
  }

  void finished(HandlerTask task) {
    held.remove(task.key(), task);
  }

  /** The database may record claims of this node that it does not know of. */
  void suspect() {
    suspect = true;
  }

  /** Whether {@link #settle} has nothing to do. */
  boolean areSettled() {
    return !suspect && System.nanoTime() - settledAt < SETTLE_AGAIN_NANOS;
  }

  /** Runs on the writer thread, so that no claims are made meanwhile. */
  void settle(WriteSession session) throws SQLException {
    if (areSettled()) {
      return;
    }
    suspect = false;
    settledAt = System.nanoTime();
    List<HandlerTask.Key> keys = List.copyOf(held.keySet());
    PreparedStatement release =
        session.statement(
            "UPDATE task SET claimed_by = NULL WHERE claimed_by = ? AND NOT EXISTS ("
                + "SELECT 1 FROM unnest(?::bigint[], ?::text[]) AS held (delivery_seq, handler)"
                + " WHERE held.delivery_seq = task.delivery_seq AND held.handler = task.handler)");
    Arrays arrays = new Arrays(release);
    release.setLong(1, node.id());
    arrays.longs(2, keys, HandlerTask.Key::deliverySeq);
    arrays.texts(3, keys, HandlerTask.Key::handler);
    int released = release.executeUpdate();
    if (released > 0) {
      LOG.debug("released {} tasks that were not begun", released);
    }
  }
}
