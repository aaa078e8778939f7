package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.sql.FindInOrder;
import io.fswebhook.core.inbox.sql.OrderRound;
import io.fswebhook.core.inbox.sql.OrderTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Claims what is due for a handler with an order, and lets it begin. */
final class ClaimOrderedInSqlite extends ClaimInSqlite {

  private static final String IS_DUE =
      "EXISTS (SELECT 1 FROM task t WHERE t.delivery_seq = f.delivery_seq AND t.handler = ?"
          + " AND t.due_at <= ?)";
  private static final String FIRST_OF_KEYS = OrderTables.firstOfKeysSql(IS_DUE);
  static final String FIRST_OF_KEYS_STRICT =
      OrderTables.firstOfKeysSql(IS_DUE + OrderTables.NONE_DEAD_BEFORE);
  private static final String DUE =
      "SELECT due_at, delivery_seq, order_key IS NULL FROM task WHERE handler = ? AND due_at <= ?"
          + " AND (due_at, delivery_seq) > (?, ?) ORDER BY due_at, delivery_seq LIMIT "
          + FindInOrder.MOST;

  private final boolean strict;
  private final OrderRound round;
  private @Nullable Duration again;

  ClaimOrderedInSqlite(
      String handler, int limit, boolean strict, SqliteClaims claims, OrderRound round) {
    super(handler, limit, claims);
    this.strict = strict;
    this.round = round;
  }

  @Override
  boolean findDue(WriteSession session, long now) throws SQLException {
    FindInOrder order = new FindInOrder(new Tables(session, now), round, limit());
    for (long seq : order.found()) {
      if (isFull()) {
        return false;
      }
      session.each(
          TASKS + " WHERE h.handler = ? AND h.delivery_seq = ?", this::find, handler(), seq);
    }
    again = order.lookAgainIn();
    return order.isExhausted();
  }

  @Override
  @Nullable Duration lookAgainIn(WriteSession session, long now) throws SQLException {
    return again == null ? super.lookAgainIn(session, now) : again;
  }

  @Override
  boolean take(HandlerTask task) {
    return claims().mayBegin(task) && claims().add(task);
  }

  /** The tables at a moment. */
  private final class Tables implements OrderTables {

    private final WriteSession session;
    private final long now;

    Tables(WriteSession session, long now) {
      this.session = session;
      this.now = now;
    }

    @Override
    public List<First> firstOfKeys(long after, long upTo, int wanted) throws SQLException {
      List<Object> values = new ArrayList<>();
      values.addAll(List.of(handler(), after, handler(), upTo, FindInOrder.MOST, handler(), upTo));
      values.addAll(List.of(handler(), now));
      if (strict) {
        values.add(handler());
      }
      return session.list(
          strict ? FIRST_OF_KEYS_STRICT : FIRST_OF_KEYS, this::first, values.toArray());
    }

    private First first(ResultSet row) throws SQLException {
      HandlerTask.Order order = new HandlerTask.Order(handler(), row.getLong(1));
      boolean isFree = row.getInt(4) == 1 && !claims().contains(order);
      return new First(order.orderKey(), row.getLong(2), row.getInt(3), isFree);
    }

    @Override
    public List<Waiting> due(long afterDueAt, long afterSeq) throws SQLException {
      return session.list(
          DUE, row -> due(row.getLong(1), row), handler(), now, afterDueAt, afterSeq);
    }

    private Waiting due(long dueAt, ResultSet row) throws SQLException {
      HandlerTask.Key key = new HandlerTask.Key(row.getLong(2), handler());
      return new Waiting(dueAt, key.deliverySeq(), row.getInt(3) == 1 && !claims().contains(key));
    }
  }
}
