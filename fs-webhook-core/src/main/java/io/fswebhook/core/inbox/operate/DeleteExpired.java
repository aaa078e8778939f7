package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Deletes deliveries whose time is over, in the order of receipt. It ends where none is old any
 * more, unless it is to be thorough: while the clock was wrong, younger ones may have come in
 * before older ones.
 */
final class DeleteExpired implements Walk<Swept> {

  private static final int DELIVERIES_A_STEP = 200;
  private static final long BYTES_A_STEP = 4L << 20;

  private static final String DELETE =
      "DELETE FROM delivery WHERE seq > ? AND seq <= ? AND received_at < ?"
          + " AND NOT EXISTS (SELECT 1 FROM handling WHERE handling.delivery_seq = delivery.seq";
  private static final String DELETE_FINISHED =
      DELETE + " AND handling.state NOT IN ('succeeded', 'discarded'))";
  private static final String DELETE_UNFINISHED =
      DELETE + " AND handling.state IN ('waiting', 'retrying') AND handling.handler IN (%s))";

  private final Expiry expiry;
  private final boolean thorough;
  private Swept all;
  private Swept few;
  private long lookedAt;
  private Window window = new Window(0, 0, 0);

  /** The next few: after one up to another, and the last among them that is old; 0 for none. */
  private record Window(long after, long upTo, long lastOld) {

    boolean isEmpty() {
      return upTo == after;
    }
  }

  /**
   * Which are to be deleted.
   *
   * @param finishedBefore those received before, when nothing is to be done with them any more
   * @param unfinishedBefore those received before, unless one of the handlers has still to do with
   *     them
   * @param handlers those that are subscribed
   */
  record Expiry(long finishedBefore, long unfinishedBefore, List<String> handlers) {}

  DeleteExpired(Expiry expiry, long after, boolean thorough) {
    this.expiry = expiry;
    this.thorough = thorough;
    this.lookedAt = after;
    this.all = new Swept(0, 0, after);
    this.few = all;
  }

  @Override
  public void step(WriteSession session) throws SQLException {
    window = findNext(lookedAt, session);
    few = new Swept(0, 0, all.upTo());
    if (window.lastOld() == 0) {
      return;
    }
    int finished = delete(DELETE_FINISHED, expiry.finishedBefore(), List.of(), session);
    int unfinished =
        delete(
            DELETE_UNFINISHED.formatted(placeholders()),
            expiry.unfinishedBefore(),
            expiry.handlers(),
            session);
    few = new Swept(finished, unfinished, Math.max(all.upTo(), window.lastOld()));
  }

  /** Bounded by their number, and by their bytes, which may be freed. */
  private Window findNext(long after, WriteSession session) throws SQLException {
    PreparedStatement select =
        session.statement(
            "SELECT seq, received_at, length(body) FROM delivery WHERE seq > ? ORDER BY seq LIMIT "
                + DELIVERIES_A_STEP);
    select.setLong(1, after);
    long upTo = after;
    long lastOld = 0;
    long bytes = 0;
    try (ResultSet next = select.executeQuery()) {
      while (bytes < BYTES_A_STEP && next.next()) {
        upTo = next.getLong(1);
        lastOld = next.getLong(2) < expiry.finishedBefore() ? upTo : lastOld;
        bytes += next.getLong(3);
      }
    }
    return new Window(after, upTo, lastOld);
  }

  private String placeholders() {
    int count = expiry.handlers().size();
    return count == 0 ? "''" : "?" + ", ?".repeat(count - 1); // an empty list is no SQL everywhere
  }

  private int delete(String sql, long before, List<String> handlers, WriteSession session)
      throws SQLException {
    PreparedStatement delete = session.statement(sql);
    delete.setLong(1, window.after());
    delete.setLong(2, window.upTo());
    delete.setLong(3, before);
    for (int i = 0; i < handlers.size(); i++) {
      delete.setString(4 + i, handlers.get(i));
    }
    return delete.executeUpdate();
  }

  @Override
  public boolean stepped() {
    lookedAt = window.upTo();
    all =
        new Swept(all.finished() + few.finished(), all.unfinished() + few.unfinished(), few.upTo());
    return !window.isEmpty() && (thorough || window.lastOld() != 0);
  }

  @Override
  public Swept result() {
    return all;
  }
}
