package io.fswebhook.core.inbox.commit;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/** Sees to it that nothing of a handler is due later than it can be. */
public final class BringForward extends AcknowledgedWork {

  private final String handler;
  private final Duration longest;
  private final String amongst;

  /**
   * Looks at those handlings alone that nobody has in hand.
   *
   * @param amongst the condition that says so, where the table can say it
   */
  public BringForward(String handler, Duration longest, String amongst) {
    this.handler = handler;
    this.longest = longest;
    this.amongst = amongst;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    long now = session.now();
    bringForward(session, now, "due_at > ? AND state = 'waiting'", now);
    long latest = now + longest.toMillis();
    bringForward(session, latest, "due_at > ?", latest);
  }

  private void bringForward(WriteSession session, long to, String which, long after)
      throws SQLException {
    PreparedStatement update =
        session.statement(
            "UPDATE handling SET due_at = ? WHERE handler = ? AND " + which + " AND " + amongst);
    update.setLong(1, to);
    update.setString(2, handler);
    update.setLong(3, after);
    update.executeUpdate();
  }
}
