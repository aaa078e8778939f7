package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Replays tasks, each at its own handler. */
final class ReplayTasks extends ReplayJob {

  private static final String BEGIN_AGAIN =
      "UPDATE task SET state = 'pending', replay = replay + 1, attempts = 0, due_at = ?"
          + " WHERE "
          + FINISHED
          + " AND delivery_seq > ? AND delivery_seq <= ?";
  private static final String BRING_FORWARD =
      "UPDATE task SET due_at = ? WHERE state = 'retrying' AND due_at > ?"
          + " AND delivery_seq > ? AND delivery_seq <= ?";
  private static final String AND_TELL = " RETURNING handler";
  private static final Jdbc.Row<String> HANDLER = row -> row.getString(1);

  private final @Nullable TaskState only;
  private final Condition condition;

  ReplayTasks(TaskFilter filter, TaskSink sink) {
    super(filter, sink);
    this.only = filter.state();
    this.condition = Condition.ofTask(filter);
  }

  @Override
  void visit(Range few, WriteSession session) throws SQLException {
    long now = session.now();
    if (only == null || only == TaskState.RETRYING) {
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
