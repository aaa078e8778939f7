package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.inbox.HandlingSink;
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
 * <p>Take before handing out: whoever gets a handling may ask at once whether it is held.
 */
final class Claims {

  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

  private final Node node;
  private final Map<Handling.Key, Handling> held = new ConcurrentHashMap<>();
  private volatile boolean suspect;

  Claims(Node node) {
    this.node = node;
  }

  long nodeId() {
    return node.id();
  }

  /** Before it is handed out: who gets it may ask at once whether it is held. */
  void take(Handling handling) {
    held.put(handling.key(), handling);
  }

  void offer(Handling handling, HandlingSink sink) {
    take(handling);
    boolean taken = false;
    try {
      taken = sink.offer(handling);
    } finally {
      if (!taken) {
        giveBack(handling);
      }
    }
  }

  /** What is not held any more is not begun, and so given back in case nobody has it yet. */
  boolean holds(Handling handling) {
    if (node.isAlive(handling.claimedBy()) && handling.equals(held.get(handling.key()))) {
      return true;
    }
    giveBack(handling);
    return false;
  }

  /** It is not begun: the next transaction lets others have it. */
  void giveBack(Handling handling) {
    if (held.remove(handling.key(), handling)) {
      suspect = true;
    }
  }

  void finished(Handling handling) {
    held.remove(handling.key(), handling);
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
    List<Handling.Key> keys = List.copyOf(held.keySet());
    PreparedStatement release =
        session.statement(
            "UPDATE handling SET claimed_by = NULL WHERE claimed_by = ? AND NOT EXISTS ("
                + "SELECT 1 FROM unnest(?::bigint[], ?::text[]) AS held (delivery_seq, handler)"
                + " WHERE held.delivery_seq = handling.delivery_seq AND held.handler = handling.handler)");
    Arrays arrays = new Arrays(release);
    release.setLong(1, node.id());
    arrays.longs(2, keys, Handling.Key::deliverySeq);
    arrays.texts(3, keys, Handling.Key::handler);
    int released = release.executeUpdate();
    if (released > 0) {
      LOG.debug("gave back {} handlings that were not begun", released);
    }
  }
}
