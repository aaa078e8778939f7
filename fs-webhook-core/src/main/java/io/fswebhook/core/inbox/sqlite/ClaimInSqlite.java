package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.FilterAnswers;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.inbox.commit.Write;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.text.StreamName;
import io.fswebhook.core.trace.TraceContext;
import io.fswebhook.core.verify.VerifiedRequest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Claims what is due for one handler. */
class ClaimInSqlite implements Write {

  static final String TASKS =
      "SELECT d.seq, d.id, d.org_id, d.signed_at, d.received_at, h.attempts, d.body, d.event_name,"
          + " d.trace_context, d.filter_answers, h.replay, h.order_key"
          + " FROM task h JOIN delivery d ON d.seq = h.delivery_seq";

  private static final long MOST_BYTES = 8L << 20;

  private final String handler;
  private final int limit;
  private final SqliteClaims claims;
  private final CompletableFuture<Claim> claim = new CompletableFuture<>();
  private final List<HandlerTask> taken = new ArrayList<>();
  private List<HandlerTask> found = List.of();
  private long bytes;
  private boolean exhausted;
  private @Nullable Duration lookAgainIn;

  ClaimInSqlite(String handler, int limit, SqliteClaims claims) {
    this.handler = handler;
    this.limit = limit;
    this.claims = claims;
  }

  final CompletableFuture<Claim> claim() {
    return claim;
  }

  final String handler() {
    return handler;
  }

  final int limit() {
    return limit;
  }

  final SqliteClaims claims() {
    return claims;
  }

  @Override
  public final void apply(WriteSession session) throws SQLException {
    long now = session.now();
    found = new ArrayList<>();
    bytes = 0;
    exhausted = findDue(session, now);
    lookAgainIn = exhausted ? lookAgainIn(session, now) : null;
  }

  /** Returns whether nothing else is due now. */
  boolean findDue(WriteSession session, long now) throws SQLException {
    PreparedStatement select =
        session.statement(
            TASKS + " WHERE h.handler = ? AND h.due_at <= ? ORDER BY h.due_at, h.delivery_seq");
    try (ResultSet due = Jdbc.bind(select, handler, now).executeQuery()) {
      while (due.next()) {
        if (claims.contains(new HandlerTask.Key(due.getLong(1), handler))) {
          continue;
        }
        if (isFull()) {
          return false;
        }
        find(due);
      }
      return true;
    }
  }

  final boolean isFull() {
    return found.size() == limit || bytes >= MOST_BYTES;
  }

  final void find(ResultSet due) throws SQLException {
    HandlerTask task = read(due);
    bytes += task.delivery().request().body().length;
    found.add(task);
  }

  private HandlerTask read(ResultSet due) throws SQLException {
    VerifiedRequest request =
        VerifiedRequest.restored(
            StreamName.of(due.getString(8)),
            due.getBytes(7),
            due.getString(3),
            Jdbc.second(due, 4),
            Instant.ofEpochMilli(due.getLong(5)),
            TraceContext.ofStored(due.getString(9)));
    return new HandlerTask(
        new StoredDelivery(due.getLong(1), due.getString(2), request, null),
        handler,
        due.getInt(6),
        SqliteInbox.HOLDER,
        due.getInt(11) > 0 || FilterAnswers.isUndecided(due.getString(10), handler),
        Jdbc.number(due, 12));
  }

  /** When another one may be due; null if that will be said. */
  @Nullable Duration lookAgainIn(WriteSession session, long now) throws SQLException {
    long dueAt =
        session.number(
            "SELECT min(due_at) FROM task WHERE handler = ? AND due_at > ?", 0, handler, now);
    return dueAt == 0 ? null : Duration.ofMillis(dueAt - now);
  }

  /** Skips tasks that another claim in the same transaction has taken. */
  @Override
  public final void committed() {
    for (HandlerTask task : found) {
      if (take(task)) {
        taken.add(task);
      }
    }
    claim.complete(new Claim(taken, exhausted, lookAgainIn));
  }

  boolean take(HandlerTask task) {
    return claims.add(task);
  }

  @Override
  public final void failed(InboxUnavailableException cause) {
    taken.forEach(claims::remove);
    claim.completeExceptionally(cause);
  }

  /** It only reads. */
  @Override
  public final boolean mustBeOnDisk() {
    return false;
  }
}
