package io.fswebhook.core.inbox.postgres;

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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Claims what is due for one handler. */
class ClaimInPostgres implements Write {

  /** Other nodes may store or release tasks at any time without a notification. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  static final long MOST_BYTES = 8L << 20;

  /** What {@link #read} reads. */
  static final String CLAIMED =
      " RETURNING h.handler, h.attempts, h.due_at, d.seq, d.id, d.org_id, d.signed_at,"
          + " d.received_at, d.body, d.event_name, d.trace_context, d.filter_answers, h.replay,"
          + " h.order_key";

  private static final String CLAIM =
      "WITH due AS MATERIALIZED (SELECT h.* FROM unnest(?::text[], ?::bigint[]) AS wanted (handler, room)"
          + " CROSS JOIN LATERAL (SELECT delivery_seq, handler, due_at FROM task"
          + " WHERE handler = wanted.handler AND claimed_by IS NULL AND due_at <= "
          + Postgres.NOW
          + " ORDER BY due_at, delivery_seq LIMIT wanted.room FOR UPDATE SKIP LOCKED) AS h),"
          + " bounded AS (SELECT due.*, sum(octet_length(d.body)) OVER (PARTITION BY due.handler"
          + " ORDER BY due.due_at, due.delivery_seq) - octet_length(d.body) AS bytes_before"
          + " FROM due JOIN delivery d ON d.seq = due.delivery_seq)"
          + " UPDATE task h SET claimed_by = n.id"
          + " FROM bounded b JOIN delivery d ON d.seq = b.delivery_seq, node n"
          + " WHERE h.delivery_seq = b.delivery_seq AND h.handler = b.handler AND b.bytes_before < "
          + MOST_BYTES
          + " AND n.id = ? AND n.lease_until > "
          + Postgres.NOW
          + CLAIMED;

  private final String handler;
  private final int limit;
  private final Claims claims;
  private final CompletableFuture<Claim> claim = new CompletableFuture<>();
  private List<HandlerTask> found = List.of();
  private boolean exhausted;

  ClaimInPostgres(String handler, int limit, Claims claims) {
    this.handler = handler;
    this.limit = limit;
    this.claims = claims;
  }

  final String handler() {
    return handler;
  }

  final int limit() {
    return limit;
  }

  final Claims claims() {
    return claims;
  }

  /** A task, and the time that orders it. */
  record Due(long dueAt, HandlerTask task) {}

  private static final Comparator<Due> OLDEST_FIRST =
      Comparator.comparingLong(Due::dueAt).thenComparingLong(due -> due.task().delivery().seq());

  final CompletableFuture<Claim> claim() {
    return claim;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    applyAll(List.of(this), claims, session);
  }

  /**
   * Claims for many handlers in one round trip. Tasks that another node is about to claim are
   * skipped, and a node whose lease has ended gets none.
   */
  static void applyAll(List<ClaimInPostgres> all, Claims held, WriteSession session)
      throws SQLException {
    if (all.isEmpty()) {
      return;
    }
    long nodeId = held.nodeId();
    PreparedStatement update = session.statement(CLAIM);
    Arrays arrays = new Arrays(update);
    arrays.texts(1, all, each -> each.handler);
    arrays.longs(2, all, each -> (long) each.limit);
    update.setLong(3, nodeId);
    Map<String, List<Due>> found = new HashMap<>();
    Jdbc.each(
        update,
        row -> {
          Due due = read(row, nodeId);
          found.computeIfAbsent(due.task().handler(), name -> new ArrayList<>()).add(due);
        });
    for (ClaimInPostgres each : all) {
      // Of two claims for the same handler, the first gets all tasks.
      List<Due> own = found.remove(each.handler);
      each.take(own == null ? List.of() : own);
    }
  }

  static Due read(ResultSet claimed, long nodeId) throws SQLException {
    VerifiedRequest request =
        VerifiedRequest.restored(
            StreamName.of(claimed.getString(10)),
            claimed.getBytes(9),
            claimed.getString(6),
            Jdbc.second(claimed, 7),
            Instant.ofEpochMilli(claimed.getLong(8)),
            TraceContext.ofStored(claimed.getString(11)));
    StoredDelivery delivery =
        new StoredDelivery(claimed.getLong(4), claimed.getString(5), request, null);
    String handler = claimed.getString(1);
    boolean undecided =
        claimed.getInt(13) > 0 || FilterAnswers.isUndecided(claimed.getString(12), handler);
    Long orderKey = Jdbc.number(claimed, 14);
    HandlerTask task =
        new HandlerTask(delivery, handler, claimed.getInt(2), nodeId, undecided, orderKey);
    return new Due(claimed.getLong(3), task);
  }

  private void take(List<Due> due) {
    take(due, due.size() < limit);
  }

  /** What was claimed, and whether nothing else may be, but for the size of these. */
  final void take(List<Due> due, boolean wasLast) {
    found = due.stream().sorted(OLDEST_FIRST).map(Due::task).toList();
    long bytes = found.stream().mapToLong(task -> task.delivery().request().body().length).sum();
    exhausted = wasLast && bytes < MOST_BYTES;
  }

  @Override
  public final void committed() {
    found.forEach(claims::take);
    @Nullable Duration lookAgainIn = exhausted ? LOOK_AGAIN : null;
    claim.complete(new Claim(found, exhausted, lookAgainIn));
  }

  @Override
  public final void failed(InboxUnavailableException cause) {
    found.forEach(claims::giveBack);
    claim.completeExceptionally(cause);
  }
}
