package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.HandlingFilter;
import io.fswebhook.core.inbox.HandlingSink;
import io.fswebhook.core.inbox.HandlingState;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
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
      PreparedStatement update = session.statement(BRING_FORWARD + condition.sql() + AND_TELL);
      update.setLong(1, now);
      update.setLong(2, now);
      execute(update, 3, few, this::broughtForward);
    }
    if (only == null || only.isFinished()) {
      PreparedStatement update = session.statement(BEGIN_AGAIN + condition.sql() + AND_TELL);
      update.setLong(1, now);
      execute(update, 2, few, this::begunAgain);
    }
  }

  private void execute(PreparedStatement update, int index, Range few, Consumer<String> told)
      throws SQLException {
    update.setLong(index, few.after());
    update.setLong(index + 1, few.upTo());
    condition.bind(update, index + 2);
    try (ResultSet updated = update.executeQuery()) {
      while (updated.next()) {
        told.accept(updated.getString(1));
      }
    }
  }
}
