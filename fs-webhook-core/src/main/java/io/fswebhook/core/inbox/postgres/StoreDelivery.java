package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import io.fswebhook.core.inbox.DeliveryId;
import io.fswebhook.core.inbox.DuplicateKeys;
import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.inbox.HandlingSink;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.inbox.commit.Refusals;
import io.fswebhook.core.inbox.commit.Work;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.parse.ParsedRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Stores one delivery with its handlings, or finds the one that it repeats. */
final class StoreDelivery implements Work {

  private final ParsedRequest parsed;
  private final String id;
  private final DuplicateKeys keys;
  private final byte[] duplicateKey;
  private final List<String> handlers;
  private final HandlingSink sink;
  private final Claims claims;
  private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();
  private Stored stored = new Stored(0, "", 0, Set.of());
  private List<String> unfinished = List.of(); // of the one that it repeats

  /**
   * Where it stands.
   *
   * @param id the first one's for a duplicate
   * @param claimedBy the node
   * @param claimed the handlers whose handlings the node has claimed with it
   */
  private record Stored(long seq, String id, long claimedBy, Set<String> claimed) {}

  StoreDelivery(
      ParsedRequest parsed,
      boolean sameBodyIsDuplicate,
      List<String> handlers,
      HandlingSink sink,
      Claims claims) {
    this.parsed = parsed;
    this.id = DeliveryId.next(parsed.request().receivedAt());
    this.keys = DuplicateKeys.of(parsed);
    this.duplicateKey = keys.deciding(sameBodyIsDuplicate);
    this.handlers = handlers;
    this.sink = sink;
    this.claims = claims;
  }

  CompletableFuture<Receipt> receipt() {
    return receipt;
  }

  ParsedRequest parsed() {
    return parsed;
  }

  String id() {
    return id;
  }

  DuplicateKeys keys() {
    return keys;
  }

  byte[] duplicateKey() {
    return duplicateKey;
  }

  List<String> handlers() {
    return handlers;
  }

  HandlingSink sink() {
    return sink;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    StoreAll.of(List.of(this), claims, session);
  }

  void stored(long seq, long claimedBy, Set<String> claimed) {
    stored = new Stored(seq, id, claimedBy, claimed);
  }

  /** The first may be itself, stored by a commit of which the answer was lost. */
  void repeats(long firstSeq, String firstId, List<String> unfinishedHandlers) {
    stored = new Stored(firstSeq, firstId, 0, Set.of());
    unfinished = unfinishedHandlers;
  }

  @Override
  public void committed() {
    boolean isNew = stored.id().equals(id);
    if (isNew) {
      handOut();
    } else {
      unfinished.forEach(sink::left);
    }
    receipt.complete(
        new Receipt(stored.id(), isNew ? Receipt.Status.STORED : Receipt.Status.DUPLICATE));
  }

  private void handOut() {
    StoredDelivery delivery =
        new StoredDelivery(stored.seq(), id, parsed.request(), parsed.event());
    for (String handler : handlers) {
      if (stored.claimed().contains(handler)) {
        claims.offer(new Handling(delivery, handler, 0, stored.claimedBy()), sink);
      } else {
        sink.left(handler);
      }
    }
  }

  /** What was stored as claimed, and not handed out, is nobody's. */
  @Override
  public void failed(InboxUnavailableException cause) {
    claims.suspect();
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
