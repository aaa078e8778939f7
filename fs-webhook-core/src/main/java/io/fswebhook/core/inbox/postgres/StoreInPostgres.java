package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.StoredDelivery;
import io.fswebhook.core.inbox.commit.StoreWrite;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class StoreInPostgres extends StoreWrite {

  private final Claims claims;
  private Stored stored = new Stored(0, "", 0, Set.of());
  private List<String> unfinished = List.of(); // handlers of the original

  /**
   * Where it is stored.
   *
   * @param id of the first one for a duplicate
   * @param claimedBy the node
   * @param claimed the handlers whose tasks the node has claimed with it
   */
  private record Stored(long seq, String id, long claimedBy, Set<String> claimed) {}

  StoreInPostgres(NewDelivery delivery, Claims claims) {
    super(delivery);
    this.claims = claims;
  }

  /** One that has an id already. */
  StoreInPostgres(String id, NewDelivery delivery, Claims claims) {
    super(id, delivery);
    this.claims = claims;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    StoreAll.of(List.of(this), claims, session);
  }

  void stored(long seq, long claimedBy, Set<String> claimed) {
    stored = new Stored(seq, id(), claimedBy, claimed);
  }

  /** The first one may be this delivery itself, stored by a commit whose confirmation was lost. */
  void repeats(long firstSeq, String firstId, List<String> unfinishedHandlers) {
    stored = new Stored(firstSeq, firstId, 0, Set.of());
    unfinished = unfinishedHandlers;
  }

  /** Null for none. Another node may be storing one with the same key now. */
  @Nullable Long orderKey(String handler) {
    return orderKeys().get(handler);
  }

  @Override
  public void committed() {
    if (stored.id().equals(id())) {
      handOut();
    } else {
      unfinished.forEach(sink()::left);
    }
    answer(stored.id());
  }

  private void handOut() {
    StoredDelivery delivery =
        new StoredDelivery(stored.seq(), id(), parsed().request(), parsed().event());
    for (String handler : handlers()) {
      if (stored.claimed().contains(handler)) {
        claims.offer(newTask(delivery, handler, stored.claimedBy()), sink());
      } else {
        sink().left(handler);
      }
    }
  }

  /** Releases tasks that were stored as claimed but not handed out. */
  @Override
  public void failed(InboxUnavailableException cause) {
    claims.suspect();
    super.failed(cause);
  }
}
