package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.EventNames;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import io.fswebhook.core.trace.TraceContext;
import io.fswebhook.core.verify.VerifiedRequest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores many deliveries with their tasks in one round trip, and finds the originals of duplicates
 * in another.
 */
final class StoreAll {

  /**
   * The limit of one statement, of which the driver and the server keep several copies in memory.
   */
  private static final long MOST_BYTES = 8L << 20;

  // All nodes insert keys in the same order, so that two nodes that store the same deliveries wait
  // for each other instead of deadlocking; seq is still the order of receipt.
  // Only the duplicate key can conflict: without its name, the server looks into the other two
  // unique indexes for each row too.
  private static final String STORED =
      "WITH received AS MATERIALIZED (SELECT nextval('delivery_seq') AS seq, r.*"
          + " FROM unnest(?::text[], ?::bytea[], ?::bytea[], ?::bytea[], ?::text[], ?::text[],"
          + " ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])"
          + " AS r (id,"
          + " duplicate_key, signature_key, body_key, event_name, org_id, signed_at, received_at, test,"
          + " address, headers, schema_error, trace_context, filter_answers, body)),"
          + " stored AS (INSERT INTO delivery (seq, id, duplicate_key, signature_key, body_key,"
          + " event_name, org_id, signed_at, received_at, test, address, headers, schema_error, trace_context, filter_answers, body)"
          + " SELECT seq, id, duplicate_key, signature_key, body_key, event_name, org_id, signed_at,"
          + " received_at, test, address, headers, schema_error, trace_context, filter_answers, body"
          + " FROM received r"
          + " WHERE NOT EXISTS (SELECT 1 FROM spent_signature WHERE key = r.signature_key)"
          + " AND NOT EXISTS (SELECT 1 FROM spent_signature WHERE key = r.duplicate_key)"
          + " ORDER BY duplicate_key, seq ON CONFLICT (duplicate_key) DO NOTHING RETURNING seq, id)";

  private static final String WITHOUT_TASKS = STORED + " SELECT seq, id, false FROM stored";

  private static final String WITH_TASKS =
      STORED
          + ", tasks AS (INSERT INTO task (delivery_seq, handler, state, attempts, due_at,"
          + " order_key, claimed_by) SELECT s.seq, h.handler, 'pending', 0, "
          + Postgres.NOW
          + ", h.order_key, CASE WHEN h.claimed THEN (SELECT id FROM node WHERE id = ? AND lease_until > "
          + Postgres.NOW
          + ") END FROM stored s JOIN unnest(?::text[], ?::text[], ?::boolean[],"
          + " ?::bigint[]) AS h (id, handler, claimed, order_key) ON h.id = s.id RETURNING claimed_by)"
          + " SELECT s.seq, s.id, EXISTS (SELECT 1 FROM tasks WHERE claimed_by IS NOT NULL)"
          + " FROM stored s";

  private final Claims claims;
  private final WriteSession session;
  private final Map<String, Integer> room = new HashMap<>();

  private StoreAll(Claims claims, WriteSession session) {
    this.claims = claims;
    this.session = session;
  }

  static void of(List<StoreInPostgres> deliveries, Claims claims, WriteSession session)
      throws SQLException {
    StoreAll all = new StoreAll(claims, session);
    List<StoreInPostgres> part = new ArrayList<>();
    long bytes = 0;
    for (StoreInPostgres delivery : deliveries) {
      if (bytes + delivery.bytes() > MOST_BYTES && !part.isEmpty()) {
        all.store(part);
        part.clear();
        bytes = 0;
      }
      part.add(delivery);
      bytes += delivery.bytes();
    }
    if (!part.isEmpty()) {
      all.store(part);
    }
  }

  /** A task to be stored; claimed at once if its handler queue has space, and it has no order. */
  private record New(StoreInPostgres delivery, String handler, boolean claimed) {

    @Nullable Long orderKey() {
      return delivery.orderKey(handler);
    }
  }

  private void store(List<StoreInPostgres> deliveries) throws SQLException {
    long nodeId = claims.nodeId();
    List<New> tasks = tasks(deliveries);
    Map<String, StoreInPostgres> open = new HashMap<>();
    deliveries.forEach(delivery -> open.put(delivery.id(), delivery));
    PreparedStatement insert = session.statement(tasks.isEmpty() ? WITHOUT_TASKS : WITH_TASKS);
    Arrays arrays = new Arrays(insert);
    bindDeliveries(arrays, deliveries);
    if (!tasks.isEmpty()) {
      insert.setLong(16, nodeId);
      bindTasks(arrays, tasks);
    }
    try (ResultSet stored = insert.executeQuery()) {
      Map<String, Set<String>> claimed = claimed(tasks);
      while (stored.next()) {
        String id = stored.getString(2);
        StoreInPostgres delivery = open.remove(id);
        if (delivery != null) {
          Set<String> handlers = claimed.getOrDefault(id, Set.of());
          delivery.stored(stored.getLong(1), nodeId, stored.getBoolean(3) ? handlers : Set.of());
        }
      }
    }
    if (!open.isEmpty()) {
      FindFirst.of(List.copyOf(open.values()), session);
    }
  }

  private List<New> tasks(List<StoreInPostgres> deliveries) {
    List<New> tasks = new ArrayList<>();
    for (StoreInPostgres delivery : deliveries) {
      for (String handler : delivery.handlers()) {
        int left = room.computeIfAbsent(handler, name -> delivery.sink().room(name));
        boolean claimed = left > 0 && delivery.orderKey(handler) == null;
        tasks.add(new New(delivery, handler, claimed));
        room.put(handler, claimed ? left - 1 : left);
      }
    }
    return tasks;
  }

  private static void bindDeliveries(Arrays arrays, List<StoreInPostgres> deliveries)
      throws SQLException {
    arrays.texts(1, deliveries, StoreInPostgres::id);
    arrays.bytes(2, deliveries, StoreInPostgres::duplicateKey);
    arrays.bytes(3, deliveries, delivery -> delivery.keys().signature());
    arrays.bytes(4, deliveries, delivery -> delivery.keys().body());
    arrays.texts(5, deliveries, delivery -> EventNames.kept(delivery.parsed().event().eventName()));
    arrays.texts(6, deliveries, delivery -> request(delivery).orgId());
    arrays.longs(7, deliveries, delivery -> Jdbc.seconds(request(delivery).signedAt()));
    arrays.longs(8, deliveries, delivery -> request(delivery).receivedAt().toEpochMilli());
    arrays.longs(9, deliveries, delivery -> request(delivery).origin().test() ? 1L : 0L);
    arrays.texts(10, deliveries, delivery -> request(delivery).origin().address());
    arrays.texts(11, deliveries, delivery -> request(delivery).origin().headers());
    arrays.texts(12, deliveries, delivery -> delivery.parsed().schemaError());
    arrays.texts(13, deliveries, delivery -> TraceContext.stored(request(delivery).trace()));
    arrays.texts(14, deliveries, delivery -> delivery.parsed().filterAnswers());
    arrays.bytes(15, deliveries, delivery -> request(delivery).body());
  }

  private static void bindTasks(Arrays arrays, List<New> tasks) throws SQLException {
    arrays.texts(17, tasks, task -> task.delivery().id());
    arrays.texts(18, tasks, New::handler);
    arrays.flags(19, tasks, New::claimed);
    arrays.longs(20, tasks, New::orderKey);
  }

  private static Map<String, Set<String>> claimed(List<New> tasks) {
    Map<String, Set<String>> claimed = new HashMap<>();
    for (New task : tasks) {
      if (task.claimed()) {
        claimed.computeIfAbsent(task.delivery().id(), id -> new HashSet<>()).add(task.handler());
      }
    }
    return claimed;
  }

  private static VerifiedRequest request(StoreInPostgres delivery) {
    return delivery.parsed().request();
  }
}
