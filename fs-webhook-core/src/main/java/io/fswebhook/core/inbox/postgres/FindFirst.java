package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.inbox.jdbc.Jdbc;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the originals of duplicates: stored deliveries, or deleted ones that left their keys.
 * Stores the signature of a re-signed retry, which could itself be replayed.
 */
final class FindFirst {

  private static final String STORED =
      "SELECT duplicate_key, seq, id, signature_key, ARRAY(SELECT handler FROM task"
          + " WHERE delivery_seq = seq AND due_at IS NOT NULL AND claimed_by IS NULL) FROM delivery"
          + " WHERE duplicate_key = ANY (?::bytea[])";
  private static final String GONE =
      "SELECT key, 0, delivery_id, NULL::bytea, '{}'::text[] FROM spent_signature WHERE key = ANY (?::bytea[])";
  private static final String KEEP =
      "INSERT INTO spent_signature (key, delivery_id, signed_at)"
          + " SELECT * FROM unnest(?::bytea[], ?::text[], ?::bigint[]) ON CONFLICT DO NOTHING";

  private final WriteSession session;
  private final List<Renewed> renewed = new ArrayList<>();

  /** The delivery that first used a key. */
  private record First(
      long seq, String id, @Nullable ByteBuffer signatureKey, List<String> unfinished) {}

  /** A delivery with the body of the first one but a new signature. */
  private record Renewed(StoreInPostgres delivery, String firstId) {}

  private FindFirst(WriteSession session) {
    this.session = session;
  }

  static void of(List<StoreInPostgres> repeated, WriteSession session) throws SQLException {
    FindFirst find = new FindFirst(session);
    List<byte[]> keys = repeated.stream().map(StoreInPostgres::duplicateKey).toList();
    List<StoreInPostgres> left = find.among(find.firsts(STORED, keys), repeated);
    if (!left.isEmpty()) {
      List<byte[]> either = new ArrayList<>();
      for (StoreInPostgres delivery : left) {
        either.add(delivery.keys().signature());
        either.add(delivery.duplicateKey());
      }
      left = find.among(find.firsts(GONE, either), left);
    }
    if (!left.isEmpty()) {
      throw new SQLException(
          "a delivery conflicts with one that has just been deleted",
          PostgresDatabase.TO_BE_TRIED_AGAIN);
    }
    find.keepRenewed();
  }

  private Map<ByteBuffer, First> firsts(String sql, List<byte[]> keys) throws SQLException {
    Map<ByteBuffer, First> firsts = new HashMap<>();
    PreparedStatement select = session.statement(sql);
    new Arrays(select).bytes(1, keys, key -> key);
    Jdbc.each(
        select,
        row -> {
          byte[] signatureKey = row.getBytes(4);
          firsts.put(
              ByteBuffer.wrap(row.getBytes(1)),
              new First(
                  row.getLong(2),
                  row.getString(3),
                  signatureKey == null ? null : ByteBuffer.wrap(signatureKey),
                  List.of((String[]) row.getArray(5).getArray())));
        });
    return firsts;
  }

  /** Returns the deliveries whose original is not in the map. */
  private List<StoreInPostgres> among(
      Map<ByteBuffer, First> firsts, List<StoreInPostgres> repeated) {
    List<StoreInPostgres> left = new ArrayList<>();
    for (StoreInPostgres delivery : repeated) {
      ByteBuffer signatureKey = ByteBuffer.wrap(delivery.keys().signature());
      First first = firsts.get(ByteBuffer.wrap(delivery.duplicateKey()));
      if (first == null) {
        first = firsts.get(signatureKey);
      }
      if (first == null) {
        left.add(delivery);
        continue;
      }
      if (!signatureKey.equals(first.signatureKey())) {
        renewed.add(new Renewed(delivery, first.id()));
      }
      delivery.repeats(first.seq(), first.id(), first.unfinished());
    }
    return left;
  }

  private void keepRenewed() throws SQLException {
    if (renewed.isEmpty()) {
      return;
    }
    PreparedStatement insert = session.statement(KEEP);
    Arrays arrays = new Arrays(insert);
    arrays.bytes(1, renewed, one -> one.delivery().keys().signature());
    arrays.texts(2, renewed, Renewed::firstId);
    arrays.longs(3, renewed, one -> Jdbc.seconds(one.delivery().parsed().request().signedAt()));
    insert.executeUpdate();
  }
}
