package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.verify.VerifiedRequest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Claims for many handlers in one round trip. What another node is about to claim is passed over,
 * and a node whose lease has ended gets nothing.
 */
final class ClaimAll {

  private static final long MOST_BYTES = 8L << 20;

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
          + " RETURNING h.handler, h.attempts, h.due_at, d.seq, d.id, d.org_id, d.signed_at,"
          + " d.received_at, d.body";

  private ClaimAll() {}

  /** The task, and what orders it. */
  private record Due(long dueAt, HandlerTask task) {}

  private static final Comparator<Due> OLDEST_FIRST =
      Comparator.comparingLong(Due::dueAt).thenComparingLong(due -> due.task().delivery().seq());

  static void of(List<ClaimInPostgres> claims, Claims held, WriteSession session)
      throws SQLException {
    if (claims.isEmpty()) {
      return;
    }
    long nodeId = held.nodeId();
    PreparedStatement update = session.statement(CLAIM);
    Arrays arrays = new Arrays(update);
    arrays.texts(1, claims, ClaimInPostgres::handler);
    arrays.longs(2, claims, claim -> (long) claim.limit());
    update.setLong(3, nodeId);
    Map<String, List<Due>> found = new HashMap<>();
    try (ResultSet claimed = update.executeQuery()) {
      while (claimed.next()) {
        Due due = read(claimed, nodeId);
        found.computeIfAbsent(due.task().handler(), name -> new ArrayList<>()).add(due);
      }
    }
    for (ClaimInPostgres claim : claims) {
      // Of two claims for the same handler the first gets all.
      List<Due> own = found.remove(claim.handler());
      hand(claim, own == null ? List.of() : own);
    }
  }

  private static Due read(ResultSet claimed, long nodeId) throws SQLException {
    Long signedAt = claimed.getObject(7, Long.class);
    VerifiedRequest request =
        VerifiedRequest.restored(
            claimed.getBytes(9),
            claimed.getString(6),
            signedAt == null ? null : Instant.ofEpochSecond(signedAt),
            Instant.ofEpochMilli(claimed.getLong(8)));
    StoredDelivery delivery =
        new StoredDelivery(claimed.getLong(4), claimed.getString(5), request, null);
    HandlerTask task = new HandlerTask(delivery, claimed.getString(1), claimed.getInt(2), nodeId);
    return new Due(claimed.getLong(3), task);
  }

  private static void hand(ClaimInPostgres claim, List<Due> due) {
    List<HandlerTask> tasks = due.stream().sorted(OLDEST_FIRST).map(Due::task).toList();
    long bytes = tasks.stream().mapToLong(task -> task.delivery().request().body().length).sum();
    claim.found(tasks, tasks.size() < claim.limit() && bytes < MOST_BYTES);
  }
}
