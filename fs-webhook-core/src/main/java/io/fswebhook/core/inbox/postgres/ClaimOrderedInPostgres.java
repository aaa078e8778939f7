package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.inbox.sql.FindInOrder;
import io.fswebhook.core.inbox.sql.OrderRound;
import io.fswebhook.core.inbox.sql.OrderTables;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Claims what is due for a handler with an order, and lets it begin. Two statements: what was found
 * is locked by its key until the end of the transaction, and then looked at again, so that of two
 * nodes one sees what the other has claimed.
 */
final class ClaimOrderedInPostgres extends ClaimInPostgres {

  /** Ends with the key; its parameter is the handler. */
  static final String LOCK_OF_KEY = "hashtextextended(current_schema() || ' ' || ?, ";

  private static final String IS_DUE =
      "EXISTS (SELECT 1 FROM task t WHERE t.delivery_seq = f.delivery_seq AND t.handler = ?"
          + " AND t.claimed_by IS NULL AND t.due_at <= "
          + Postgres.NOW
          + ")"
          + noneClaimed("?", "f");

  private static final String FIRST_OF_KEYS = locked(IS_DUE);
  static final String FIRST_OF_KEYS_STRICT = locked(IS_DUE + OrderTables.NONE_DEAD_BEFORE);

  private static final String DUE =
      "SELECT due_at, delivery_seq, order_key IS NULL FROM task WHERE handler = ?"
          + " AND claimed_by IS NULL AND due_at <= "
          + Postgres.NOW
          + " AND (due_at, delivery_seq) > (?, ?) ORDER BY due_at, delivery_seq LIMIT "
          + FindInOrder.MOST;

  private static final String CLAIM = claiming("");
  static final String CLAIM_STRICT =
      claiming(
          " AND NOT EXISTS (SELECT 1 FROM task o WHERE o.handler = h.handler"
              + " AND o.order_key = h.order_key AND o.state = 'dead'"
              + " AND o.delivery_seq < h.delivery_seq)");

  private final boolean strict;
  private final OrderRound round;

  ClaimOrderedInPostgres(
      String handler, int limit, boolean strict, Claims claims, OrderRound round) {
    super(handler, limit, claims);
    this.strict = strict;
    this.round = round;
  }

  private static String noneClaimed(String handler, String task) {
    return " AND NOT EXISTS (SELECT 1 FROM task o WHERE o.handler = "
        + handler
        + " AND o.order_key = "
        + task
        + ".order_key AND o.claimed_by IS NOT NULL)";
  }

  private static String locked(String free) {
    return "SELECT c.order_key, c.delivery_seq, c.place, CASE WHEN c.free = 1"
        + " AND pg_try_advisory_xact_lock("
        + LOCK_OF_KEY
        + "c.order_key)) THEN 1 ELSE 0 END"
        + " FROM (SELECT * FROM ("
        + OrderTables.firstOfKeysSql(free)
        + " OFFSET 0) looked WHERE free = 1 OR place = "
        + FindInOrder.MOST
        + " LIMIT ?) c";
  }

  private static String claiming(String condition) {
    return "WITH chosen AS MATERIALIZED (SELECT t.delivery_seq, w.place"
        + " FROM unnest(?::bigint[]) WITH ORDINALITY AS w (seq, place)"
        + " JOIN task t ON t.delivery_seq = w.seq AND t.handler = ?"
        + " WHERE t.claimed_by IS NULL AND t.due_at <= "
        + Postgres.NOW
        + " FOR UPDATE OF t SKIP LOCKED),"
        + " bounded AS (SELECT c.delivery_seq, sum(octet_length(d.body)) OVER (ORDER BY c.place)"
        + " - octet_length(d.body) AS bytes_before"
        + " FROM chosen c JOIN delivery d ON d.seq = c.delivery_seq)"
        + " UPDATE task h SET claimed_by = n.id"
        + " FROM bounded b JOIN delivery d ON d.seq = b.delivery_seq, node n"
        + " WHERE h.delivery_seq = b.delivery_seq AND h.handler = ? AND b.bytes_before < "
        + MOST_BYTES
        + " AND n.id = ? AND n.lease_until > "
        + Postgres.NOW
        + " AND (h.order_key IS NULL OR (NOT EXISTS (SELECT 1 FROM task o"
        + " WHERE o.handler = h.handler AND o.order_key = h.order_key AND o.due_at IS NOT NULL"
        + " AND o.delivery_seq < h.delivery_seq)"
        + noneClaimed("h.handler", "h")
        + condition
        + "))"
        + CLAIMED;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    FindInOrder order = new FindInOrder(new Tables(session), round, limit());
    List<Long> found = order.found();
    take(found.isEmpty() ? List.of() : claim(found, session), order.isExhausted());
  }

  private List<Due> claim(List<Long> found, WriteSession session) throws SQLException {
    long nodeId = claims().nodeId();
    PreparedStatement update = session.statement(strict ? CLAIM_STRICT : CLAIM);
    new Arrays(update).longs(1, found, seq -> seq);
    update.setString(2, handler());
    update.setString(3, handler());
    update.setLong(4, nodeId);
    return Jdbc.list(update, row -> read(row, nodeId));
  }

  /** The tables of a transaction. */
  private final class Tables implements OrderTables {

    private final WriteSession session;

    Tables(WriteSession session) {
      this.session = session;
    }

    @Override
    public List<First> firstOfKeys(long after, long upTo, int wanted) throws SQLException {
      List<Object> values = new ArrayList<>();
      values.add(handler()); // of the lock
      values.addAll(List.of(handler(), after, handler(), upTo, FindInOrder.MOST, handler(), upTo));
      values.addAll(List.of(handler(), handler()));
      if (strict) {
        values.add(handler());
      }
      values.add(wanted);
      return session.list(
          strict ? FIRST_OF_KEYS_STRICT : FIRST_OF_KEYS,
          row -> new First(row.getLong(1), row.getLong(2), row.getInt(3), row.getInt(4) == 1),
          values.toArray());
    }

    @Override
    public List<Waiting> due(long afterDueAt, long afterSeq) throws SQLException {
      return session.list(
          DUE,
          row -> new Waiting(row.getLong(1), row.getLong(2), row.getBoolean(3)),
          handler(),
          afterDueAt,
          afterSeq);
    }
  }
}
