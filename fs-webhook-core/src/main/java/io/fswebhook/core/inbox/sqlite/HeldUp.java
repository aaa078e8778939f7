package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds which tasks of a new delivery cannot begin at once because of their order. */
final class HeldUp {

  /** One of the same key precedes it that is unfinished, or dead and may hold it up. */
  private static final String IS_HELD_UP =
      "SELECT EXISTS (SELECT 1 FROM task WHERE handler = ?1 AND order_key = ?2"
          + " AND due_at IS NOT NULL AND delivery_seq < ?3) OR EXISTS (SELECT 1 FROM task"
          + " WHERE handler = ?1 AND order_key = ?2 AND state = 'dead' AND delivery_seq < ?3)";

  private HeldUp() {}

  /** The handlers of these tasks. */
  static Set<String> of(long seq, Map<String, Long> orderKeys, WriteSession session)
      throws SQLException {
    Set<String> held = new HashSet<>();
    for (Map.Entry<String, Long> each : orderKeys.entrySet()) {
      if (session.number(IS_HELD_UP, 0, each.getKey(), each.getValue(), seq) == 1) {
        held.add(each.getKey());
      }
    }
    return held;
  }
}
