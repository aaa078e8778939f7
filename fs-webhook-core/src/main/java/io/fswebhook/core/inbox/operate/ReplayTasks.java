package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.inbox.TaskState;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replays tasks, each at its own handler. */
final class ReplayTasks extends ReplayJob {

  private static final String BEGIN_AGAIN =
      "UPDATE task SET state = 'pending', replay = replay + 1, attempts = 0, due_at = ?,"
          + " fingerprint = NULL, failed_at = NULL, operation = ?"
          + " WHERE "
          + FINISHED
          + " AND delivery_seq > ? AND delivery_seq <= ?";
  private static final String BRING_FORWARD =
      "UPDATE task SET due_at = ?, operation = ? WHERE state = 'retrying' AND due_at > ?"
          + " AND delivery_seq > ? AND delivery_seq <= ?";
  private static final String AND_TELL = " RETURNING handler";
  private static final Jdbc.Row<String> HANDLER = row -> row.getString(1);

  private final long operation;
  private final @Nullable TaskState only;
  private final Condition condition;

  ReplayTasks(long operation, TaskFilter filter, String bodyHolds, TaskSink sink) {
    super(filter, sink);
    this.operation = operation;
    this.only = filter.state();
    this.condition = Condition.ofTask(filter, bodyHolds);
  }

  @Override
  Replayed visit(Range range, WriteSession session) throws SQLException {
    long now = session.now();
    List<String> broughtForward = List.of();
    List<String> begunAgain = List.of();
    if (only == null || only == TaskState.RETRYING) {
      @Nullable Object[] values = condition.after(now, operation, now, range.after(), range.upTo());
      broughtForward = session.list(BRING_FORWARD + condition.sql() + AND_TELL, HANDLER, values);
    }
    if (only == null || only.isFinished()) {
      @Nullable Object[] values = condition.after(now, operation, range.after(), range.upTo());
      begunAgain = session.list(BEGIN_AGAIN + condition.sql() + AND_TELL, HANDLER, values);
    }
    return replayed(begunAgain, broughtForward);
  }
}
