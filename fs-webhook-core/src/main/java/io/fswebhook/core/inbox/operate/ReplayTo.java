package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.Replayed;
import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.inbox.TaskSink;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Replays deliveries to handlers, including handlers that never received them. */
final class ReplayTo extends ReplayJob {

  private static final String BEGIN =
      "INSERT INTO task (delivery_seq, handler, state, replay, attempts, due_at, operation)"
          + " VALUES (?, ?, 'pending', 1, 0, ?, ?) ON CONFLICT (delivery_seq, handler) DO UPDATE"
          + " SET state = 'pending', replay = task.replay + 1, attempts = 0, due_at = excluded.due_at,"
          + " fingerprint = NULL, failed_at = NULL, operation = excluded.operation"
          + " WHERE task."
          + FINISHED;
  private static final String BRING_FORWARD =
      "UPDATE task SET due_at = ?, operation = ? WHERE delivery_seq = ? AND handler = ?"
          + " AND state = 'retrying' AND due_at > ?";

  private final @Nullable Long operation;
  private final Condition condition;
  private final Function<String, List<String>> handlersOf;

  /** A task to make due. */
  private record Target(long deliverySeq, String handler) {}

  /**
   * Replays what a filter applies to.
   *
   * @param operation null where none keeps what becomes of it
   */
  ReplayTo(
      @Nullable Long operation,
      TaskFilter filter,
      String bodyHolds,
      Function<String, List<String>> handlersOf,
      TaskSink sink) {
    super(filter, sink);
    this.operation = operation;
    this.condition = Condition.ofDelivery(filter, bodyHolds);
    this.handlersOf = handlersOf;
  }

  @Override
  Replayed visit(Range range, WriteSession session) throws SQLException {
    List<Target> targets = find(range, session);
    long now = session.now();
    PreparedStatement bringForward = session.statement(BRING_FORWARD);
    for (Target target : targets) {
      Jdbc.bind(bringForward, now, operation, target.deliverySeq(), target.handler(), now);
      bringForward.addBatch();
    }
    List<String> broughtForward = changed(bringForward.executeBatch(), targets);
    PreparedStatement begin = session.statement(BEGIN);
    for (Target target : targets) {
      Jdbc.bind(begin, target.deliverySeq(), target.handler(), now, operation);
      begin.addBatch();
    }
    return replayed(changed(begin.executeBatch(), targets), broughtForward);
  }

  private List<Target> find(Range range, WriteSession session) throws SQLException {
    List<Target> targets = new ArrayList<>();
    session.each(
        "SELECT seq, event_name FROM delivery WHERE seq > ? AND seq <= ?" + condition.sql(),
        row -> {
          long seq = row.getLong(1);
          handlersOf
              .apply(row.getString(2))
              .forEach(handler -> targets.add(new Target(seq, handler)));
        },
        condition.after(range.after(), range.upTo()));
    return targets;
  }

  /** The handlers of the targets of which a row was changed. */
  private static List<String> changed(int[] counts, List<Target> targets) {
    List<String> changed = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 1) {
        changed.add(targets.get(i).handler());
      }
    }
    return changed;
  }
}
