package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.HandlingFilter;
import io.fswebhook.core.inbox.HandlingSink;
import io.fswebhook.core.inbox.HandlingState;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Replays handlings, each at its own handler. */
final class ReplayHandlings extends ReplayWalk {

  private static final String BEGIN_AGAIN =
      "UPDATE handling SET state = 'waiting', replay = replay + 1, attempts = 0, due_at = ?"
          + " WHERE "
          + FINISHED
          + " AND delivery_seq > ? AND delivery_seq <= ?";
  private static final String BRING_FORWARD =
      "UPDATE handling SET due_at = ? WHERE state = 'retrying' AND due_at > ?"
          + " AND delivery_seq > ? AND delivery_seq <= ?";
  private static final String AND_TELL = " RETURNING handler";
  private static final Jdbc.Row<String> HANDLER = row -> row.getString(1);

  private final @Nullable HandlingState only;
  private final Condition condition;

  ReplayHandlings(HandlingFilter filter, HandlingSink sink) {
    super(filter, sink);
    this.only = filter.state();
    this.condition = Condition.ofHandling(filter);
  }

  @Override
  void visit(Range few, WriteSession session) throws SQLException {
    long now = session.now();
    if (only == null || only == HandlingState.RETRYING) {
      session
          .list(
              BRING_FORWARD + condition.sql() + AND_TELL,
              HANDLER,
              condition.after(now, now, few.after(), few.upTo()))
          .forEach(this::broughtForward);
    }
    if (only == null || only.isFinished()) {
      session
          .list(
              BEGIN_AGAIN + condition.sql() + AND_TELL,
              HANDLER,
              condition.after(now, few.after(), few.upTo()))
          .forEach(this::begunAgain);
    }
  }
}
