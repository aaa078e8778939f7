package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.commit.SpentSignatures;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Deletes what a filter matches, whatever the state of its tasks: an outcome that arrives later is
 * dropped. Keeps the keys, in a transaction before: a concurrent store sees the delivery, or its
 * keys, or both. Retention forgets them once their signature is not valid any more.
 */
final class DeleteDeliveries extends DeliveryJob<Long> {

  /** A token is always valid: what a stream sends again later is taken for a new event. */
  private static final String HAS_KEY =
      "NOT (delivery.signed_at IS NULL AND " + Condition.OF_STREAM + ")";

  private static final String KEEP =
      "INSERT INTO spent_signature (key, delivery_id, signed_at)"
          + " SELECT %1$s, id, signed_at FROM delivery WHERE seq > ? AND seq <= ?"
          + " AND %1$s IS NOT NULL AND "
          + HAS_KEY;

  private static final String DELETE =
      "DELETE FROM delivery WHERE seq > ? AND seq <= ? AND (NOT "
          + HAS_KEY
          + " OR EXISTS (SELECT 1 FROM spent_signature WHERE key = delivery.signature_key))";

  private final Condition condition;
  private final SpentSignatures spent;
  private boolean keysAreKept;

  DeleteDeliveries(TaskFilter filter, String bodyHolds, SpentSignatures spent) {
    super(filter, 0L, Long::sum);
    this.condition = Condition.ofDelivery(filter, bodyHolds);
    this.spent = spent;
  }

  @Override
  Long visit(Range range, WriteSession session) throws SQLException {
    Object[] values = condition.after(range.after(), range.upTo());
    if (keysAreKept) {
      return (long) session.update(DELETE + condition.sql(), values);
    }
    keep("signature_key", values, session);
    keep("body_key", values, session);
    return 0L;
  }

  private void keep(String key, Object[] values, WriteSession session) throws SQLException {
    session.update(
        String.format(Locale.ROOT, KEEP, key) + condition.sql() + " ON CONFLICT DO NOTHING",
        values);
  }

  @Override
  boolean prepares() {
    return !keysAreKept;
  }

  @Override
  void kept() {
    keysAreKept = !keysAreKept;
    spent.added();
  }
}
