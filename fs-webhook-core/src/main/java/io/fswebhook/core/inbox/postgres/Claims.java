package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node has in hand. The database says it too; where the two may differ, after a
 * transaction of which the end is not known or when something is not begun after all, the database
 * is set right by what is known here.
 *
 * <p>Take before handing out: whoever gets a task may ask at once whether it is held.
 */
final class Claims {

  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

  private final Node node;
  private final Map<HandlerTask.Key, HandlerTask> held = new ConcurrentHashMap<>();
  private volatile boolean suspect;

  Claims(Node node) {
    this.node = node;
  }

  long nodeId() {
    return node.id();
  }

  /** Before it is handed out: who gets it may ask at once whether it is held. */
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

  /** What is not held any more is not begun, and so given back in case nobody has it yet. */
  boolean holds(HandlerTask task) {
    if (node.isAlive(task.claimedBy()) && task.equals(held.get(task.key()))) {
      return true;
    }
    giveBack(task);
    return false;
  }

  /** It is not begun: the next transaction lets others have it. */
  void giveBack(HandlerTask task) {
    if (held.remove(task.key(), task)) {
      suspect = true;
    }
  }

  void finished(HandlerTask task) {
    held.remove(task.key(), task);
  }

  /** The database may say that this node has in hand what it does not know of. */
  void suspect() {
    suspect = true;
  }

  /** On the thread that writes, where nothing else is claimed meanwhile. */
  void settle(WriteSession session) throws SQLException {
    if (!suspect) {
      return;
    }
    suspect = false;
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
      LOG.debug("gave back {} tasks that were not begun", released);
    }
  }
}
