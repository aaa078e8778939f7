package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.inbox.commit.Write;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.text.StreamName;
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
final class ClaimInSqlite implements Write {

  private static final long MOST_BYTES = 8L << 20;

  private final String handler;
  private final int limit;
  private final SqliteInbox inbox;
  private final CompletableFuture<Claim> claim = new CompletableFuture<>();
  private final List<HandlerTask> taken = new ArrayList<>();
  private List<HandlerTask> found = List.of();
  private boolean exhausted;
  private @Nullable Duration lookAgainIn;

  ClaimInSqlite(String handler, int limit, SqliteInbox inbox) {
    this.handler = handler;
    this.limit = limit;
    this.inbox = inbox;
  }

  CompletableFuture<Claim> claim() {
    return claim;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    long now = session.now();
    found = new ArrayList<>();
    exhausted = findDue(session, now);
    lookAgainIn = exhausted ? findNextDue(session, now) : null;
  }

  private boolean findDue(WriteSession session, long now) throws SQLException {
    PreparedStatement select =
        session.statement(
            "SELECT d.seq, d.id, d.org_id, d.signed_at, d.received_at, h.attempts, d.body, d.event_name"
                + " FROM task h JOIN delivery d ON d.seq = h.delivery_seq"
                + " WHERE h.handler = ? AND h.due_at <= ? ORDER BY h.due_at, h.delivery_seq");
    long bytes = 0;
    try (ResultSet due = Jdbc.bind(select, handler, now).executeQuery()) {
      while (due.next()) {
        if (inbox.isClaimed(new HandlerTask.Key(due.getLong(1), handler))) {
          continue;
        }
        if (found.size() == limit || bytes >= MOST_BYTES) {
          return false;
        }
        HandlerTask task = read(due);
        bytes += task.delivery().request().body().length;
        found.add(task);
      }
      return true;
    }
  }

  private HandlerTask read(ResultSet due) throws SQLException {
    VerifiedRequest request =
        VerifiedRequest.restored(
            StreamName.of(due.getString(8)),
            due.getBytes(7),
            due.getString(3),
            Jdbc.second(due, 4),
            Instant.ofEpochMilli(due.getLong(5)));
    return new HandlerTask(
        new StoredDelivery(due.getLong(1), due.getString(2), request, null),
        handler,
        due.getInt(6),
        SqliteInbox.HOLDER);
  }

  private @Nullable Duration findNextDue(WriteSession session, long now) throws SQLException {
    long dueAt =
        session.number(
            "SELECT min(due_at) FROM task WHERE handler = ? AND due_at > ?", 0, handler, now);
    return dueAt == 0 ? null : Duration.ofMillis(dueAt - now);
  }

  /** Skips tasks that another claim in the same transaction has taken. */
  @Override
  public void committed() {
    for (HandlerTask task : found) {
      if (inbox.claim(task.key())) {
        taken.add(task);
      }
    }
    claim.complete(new Claim(taken, exhausted, lookAgainIn));
  }

  @Override
  public void failed(InboxUnavailableException cause) {
    taken.forEach(task -> inbox.released(task.key()));
    claim.completeExceptionally(cause);
  }

  /** It only reads. */
  @Override
  public boolean mustBeOnDisk() {
    return false;
  }
}
