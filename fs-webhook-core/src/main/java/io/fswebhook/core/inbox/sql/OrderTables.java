package io.fswebhook.core.inbox.sql;

import java.sql.SQLException;
import java.util.List;

/** What {@link FindInOrder} reads of one handler. */
public interface OrderTables {

  /**
   * The first unfinished task of a key.
   *
   * @param place among those of one query, from 1
   * @param free whether it may be claimed
   */
  record First(long key, long seq, int place, boolean free) {}

  /**
   * A task that is due.
   *
   * @param free whether it has no key and may be claimed
   */
  record Waiting(long dueAt, long seq, boolean free) {}

  /**
   * Of keys after one up to another, in their order; of at most {@link FindInOrder#MOST}.
   *
   * @param wanted how many may be free; that many with the last one of {@link FindInOrder#MOST} are
   *     enough
   */
  List<First> firstOfKeys(long after, long upTo, int wanted) throws SQLException;

  /** The next that are due, earliest first, at most {@link FindInOrder#MOST}. */
  List<Waiting> due(long afterDueAt, long afterSeq) throws SQLException;

  /**
   * Goes from key to key by the index, with these parameters: handler, after, handler, up to, how
   * many, handler, up to, and those of the condition.
   *
   * @param free the SQL condition for {@code f}, the first unfinished task of a key
   */
  static String firstOfKeysSql(String free) {
    return "WITH RECURSIVE walk (order_key, place) AS ("
        + "SELECT (SELECT min(t.order_key) FROM task t WHERE t.handler = ? AND t.order_key > ?"
        + " AND t.due_at IS NOT NULL), 1"
        + " UNION ALL SELECT (SELECT min(t.order_key) FROM task t WHERE t.handler = ?"
        + " AND t.order_key > walk.order_key AND t.due_at IS NOT NULL), walk.place + 1"
        + " FROM walk WHERE walk.order_key < ? AND walk.place < ?),"
        + " f AS (SELECT order_key, place, (SELECT min(t.delivery_seq) FROM task t WHERE t.handler = ?"
        + " AND t.order_key = walk.order_key AND t.due_at IS NOT NULL) AS delivery_seq"
        + " FROM walk WHERE walk.order_key <= ?)"
        + " SELECT order_key, delivery_seq, place, CASE WHEN "
        + free
        + " THEN 1 ELSE 0 END AS free FROM f";
  }

  /** Whether a dead task precedes {@code f}; its parameter is the handler. */
  String NONE_DEAD_BEFORE =
      " AND NOT EXISTS (SELECT 1 FROM task d WHERE d.handler = ? AND d.order_key = f.order_key"
          + " AND d.state = 'dead' AND d.delivery_seq < f.delivery_seq)";
}
