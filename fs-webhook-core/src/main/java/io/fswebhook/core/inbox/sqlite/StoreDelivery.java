package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.DeliveryId;
import io.fswebhook.core.inbox.DuplicateKeys;
import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.inbox.HandlingSink;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.inbox.commit.Work;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.verify.VerifiedRequest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Stores one delivery with its handlings, or finds the one that it repeats. */
final class StoreDelivery implements Work {

  private static final int LONGEST_EVENT_NAME = 200;

  private final ParsedRequest parsed;
  private final byte @Nullable [] bodyKey;
  private final List<String> handlers;
  private final HandlingSink sink;
  private final SqliteInbox inbox;
  private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();
  private long seq;
  private String id = "";
  private boolean duplicate;

  StoreDelivery(
      ParsedRequest parsed,
      byte @Nullable [] bodyKey,
      List<String> handlers,
      HandlingSink sink,
      SqliteInbox inbox) {
    this.parsed = parsed;
    this.bodyKey = bodyKey;
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
    byte[] signatureKey = DuplicateKeys.signature(request);
    duplicate = !insertDelivery(session, request, signatureKey);
    if (duplicate) {
      id = findFirst(session, signatureKey);
      return;
    }
    insertHandlings(session);
  }

  private boolean insertDelivery(WriteSession session, VerifiedRequest request, byte[] signatureKey)
      throws SQLException {
    PreparedStatement insert =
        session.statement(
            "INSERT INTO delivery (seq, id, signature_key, body_key, event_name, org_id, signed_at,"
                + " received_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    insert.setLong(1, seq);
    insert.setString(2, id);
    insert.setBytes(3, signatureKey);
    insert.setBytes(4, bodyKey);
    insert.setString(5, shortened(parsed.event().eventName()));
    insert.setString(6, request.orgId());
    Instant signedAt = request.signedAt();
    if (signedAt == null) {
      insert.setNull(7, Types.INTEGER);
    } else {
      insert.setLong(7, signedAt.getEpochSecond());
    }
    insert.setLong(8, request.receivedAt().toEpochMilli());
    insert.setBytes(9, request.body());
    return insert.executeUpdate() == 1;
  }

  private String findFirst(WriteSession session, byte[] signatureKey) throws SQLException {
    PreparedStatement select =
        session.statement(
            "SELECT id FROM delivery WHERE signature_key = ? OR body_key = ? LIMIT 1");
    select.setBytes(1, signatureKey);
    select.setBytes(2, bodyKey);
    try (ResultSet first = select.executeQuery()) {
      if (!first.next()) {
        throw new SQLException("a delivery conflicts with one that is not there");
      }
      return first.getString(1);
    }
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
    if (!duplicate) {
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
  public int bytes() {
    return parsed.request().body().length + 512;
  }

  /** The name is for searching here; the body has it whole. NUL ends a text for some databases. */
  private static String shortened(String eventName) {
    String bounded =
        eventName.length() <= LONGEST_EVENT_NAME
            ? eventName
            : eventName.substring(0, LONGEST_EVENT_NAME);
    return bounded.replace('\0', '\uFFFD');
  }
}
