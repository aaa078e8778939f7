package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import io.fswebhook.core.inbox.DeliveryId;
import io.fswebhook.core.inbox.DuplicateKeys;
import io.fswebhook.core.inbox.EventNames;
import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.inbox.HandlingSink;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.inbox.commit.Refusals;
import io.fswebhook.core.inbox.commit.Work;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.verify.VerifiedRequest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Stores one delivery with its handlings, or finds the one that it repeats. */
final class StoreDelivery implements Work {

  private final ParsedRequest parsed;
  private final DuplicateKeys keys;
  private final byte[] duplicateKey;
  private final List<String> handlers;
  private final HandlingSink sink;
  private final SqliteInbox inbox;
  private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();
  private long seq;
  private String id = "";
  private boolean duplicate;
  private List<String> unfinished = List.of(); // of the one that it repeats

  StoreDelivery(
      ParsedRequest parsed,
      boolean sameBodyIsDuplicate,
      List<String> handlers,
      HandlingSink sink,
      SqliteInbox inbox) {
    this.parsed = parsed;
    this.keys = DuplicateKeys.of(parsed);
    this.duplicateKey = keys.deciding(sameBodyIsDuplicate);
    this.handlers = handlers;
    this.sink = sink;
    this.inbox = inbox;
  }

  CompletableFuture<Receipt> receipt() {
    return receipt;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    VerifiedRequest request = parsed.request();
    seq = inbox.nextSeq();
    id = DeliveryId.next(request.receivedAt());
    duplicate =
        inbox.spent().includes(keys.signature(), duplicateKey, session)
            || !insertDelivery(session, request);
    if (duplicate) {
      findFirst(session);
      unfinished = findUnfinished(session);
      return;
    }
    insertHandlings(session);
  }

  private boolean insertDelivery(WriteSession session, VerifiedRequest request)
      throws SQLException {
    PreparedStatement insert =
        session.statement(
            "INSERT INTO delivery (seq, id, duplicate_key, signature_key, body_key, event_name, org_id,"
                + " signed_at, received_at, test, address, headers, body)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING");
    insert.setLong(1, seq);
    insert.setString(2, id);
    insert.setBytes(3, duplicateKey);
    insert.setBytes(4, keys.signature());
    insert.setBytes(5, keys.body());
    insert.setString(6, EventNames.kept(parsed.event().eventName()));
    insert.setString(7, request.orgId());
    Instant signedAt = request.signedAt();
    if (signedAt == null) {
      insert.setNull(8, Types.INTEGER);
    } else {
      insert.setLong(8, signedAt.getEpochSecond());
    }
    insert.setLong(9, request.receivedAt().toEpochMilli());
    insert.setInt(10, request.origin().test() ? 1 : 0);
    insert.setString(11, request.origin().address());
    insert.setString(12, request.origin().headers());
    insert.setBytes(13, request.body());
    return insert.executeUpdate() == 1;
  }

  private void findFirst(WriteSession session) throws SQLException {
    PreparedStatement select =
        session.statement("SELECT seq, id, signature_key FROM delivery WHERE duplicate_key = ?");
    select.setBytes(1, duplicateKey);
    try (ResultSet found = select.executeQuery()) {
      if (found.next()) {
        seq = found.getLong(1);
        id = found.getString(2);
        if (!Arrays.equals(found.getBytes(3), keys.signature())) {
          inbox.spent().keep(keys, id, parsed.request().signedAt(), session);
        }
        return;
      }
    }
    String first = inbox.spent().firstOf(keys.signature(), duplicateKey, session);
    if (first == null) {
      throw new SQLException("a delivery conflicts with one that is not there");
    }
    id = first;
    inbox.spent().keep(keys, first, parsed.request().signedAt(), session);
  }

  private List<String> findUnfinished(WriteSession session) throws SQLException {
    PreparedStatement select =
        session.statement(
            "SELECT handler FROM handling WHERE delivery_seq = ? AND due_at IS NOT NULL");
    select.setLong(1, seq);
    List<String> names = new ArrayList<>();
    try (ResultSet found = select.executeQuery()) {
      while (found.next()) {
        names.add(found.getString(1));
      }
    }
    return names;
  }

  /** Due now by the clock that decides it, which need not be the one that the request came by. */
  private void insertHandlings(WriteSession session) throws SQLException {
    long now = session.now();
    PreparedStatement insert =
        session.statement(
            "INSERT INTO handling (delivery_seq, handler, state, attempts, due_at)"
                + " VALUES (?, ?, 'waiting', 0, ?)");
    for (String handler : handlers) {
      insert.setLong(1, seq);
      insert.setString(2, handler);
      insert.setLong(3, now);
      insert.executeUpdate();
    }
  }

  @Override
  public void committed() {
    if (duplicate) {
      unfinished.stream()
          .filter(handler -> !inbox.isClaimed(new Handling.Key(seq, handler)))
          .forEach(sink::left);
    } else {
      StoredDelivery delivery = new StoredDelivery(seq, id, parsed.request(), parsed.event());
      for (String handler : handlers) {
        inbox.offer(new Handling(delivery, handler, 0, SqliteInbox.HOLDER), sink);
      }
    }
    Receipt.Status status = duplicate ? Receipt.Status.DUPLICATE : Receipt.Status.STORED;
    receipt.complete(new Receipt(id, status));
  }

  @Override
  public void failed(InboxUnavailableException cause) {
    receipt.completeExceptionally(cause);
  }

  @Override
  public void refused(NotStorableException cause) {
    Refusals.log(id, parsed, cause);
    receipt.completeExceptionally(cause);
  }

  @Override
  public boolean provesReceipts() {
    return true;
  }

  @Override
  public int bytes() {
    return parsed.request().body().length + 512;
  }
}
