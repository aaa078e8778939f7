package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.HandlingFilter;
import io.fswebhook.core.inbox.HandlingSink;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Replays deliveries to handlers, also to such that never had them. */
final class ReplayTo extends ReplayWalk {

  private static final String BEGIN =
      "INSERT INTO handling (delivery_seq, handler, state, replay, attempts, due_at)"
          + " VALUES (?, ?, 'waiting', 1, 0, ?) ON CONFLICT (delivery_seq, handler) DO UPDATE"
          + " SET state = 'waiting', replay = handling.replay + 1, attempts = 0, due_at = excluded.due_at"
          + " WHERE handling."
          + FINISHED;
  private static final String BRING_FORWARD =
      "UPDATE handling SET due_at = ? WHERE delivery_seq = ? AND handler = ?"
          + " AND state = 'retrying' AND due_at > ?";

  private final Condition condition;
  private final Function<String, List<String>> handlersOf;

  /** One handling that is to be due. */
  private record Target(long deliverySeq, String handler) {}

  ReplayTo(HandlingFilter filter, Function<String, List<String>> handlersOf, HandlingSink sink) {
    super(filter, sink);
    this.condition = Condition.ofDelivery(filter);
    this.handlersOf = handlersOf;
  }

  @Override
  void visit(Range few, WriteSession session) throws SQLException {
    List<Target> targets = find(few, session);
    long now = session.now();
    PreparedStatement bringForward = session.statement(BRING_FORWARD);
    for (Target target : targets) {
      bringForward.setLong(1, now);
      bringForward.setLong(2, target.deliverySeq());
      bringForward.setString(3, target.handler());
      bringForward.setLong(4, now);
      bringForward.addBatch();
    }
    execute(bringForward, targets, this::broughtForward);
    PreparedStatement begin = session.statement(BEGIN);
    for (Target target : targets) {
      begin.setLong(1, target.deliverySeq());
      begin.setString(2, target.handler());
      begin.setLong(3, now);
      begin.addBatch();
    }
    execute(begin, targets, this::begunAgain);
  }

  private List<Target> find(Range few, WriteSession session) throws SQLException {
    PreparedStatement select =
        session.statement(
            "SELECT seq, event_name FROM delivery WHERE seq > ? AND seq <= ?" + condition.sql());
    select.setLong(1, few.after());
    select.setLong(2, few.upTo());
    condition.bind(select, 3);
    List<Target> targets = new ArrayList<>();
    try (ResultSet found = select.executeQuery()) {
      while (found.next()) {
        for (String handler : handlersOf.apply(found.getString(2))) {
          targets.add(new Target(found.getLong(1), handler));
        }
      }
    }
    return targets;
  }

  private static void execute(
      PreparedStatement batch, List<Target> targets, Consumer<String> changed) throws SQLException {
    int[] counts = batch.executeBatch();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 1) {
        changed.accept(targets.get(i).handler());
      }
    }
  }
}
