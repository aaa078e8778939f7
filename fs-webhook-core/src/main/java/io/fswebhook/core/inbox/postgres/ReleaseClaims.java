package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.inbox.commit.Work;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Gives claims back, after the outcomes of the same transaction and before its claims. */
final class ReleaseClaims implements Work {

  private final List<Handling> handlings;
  private final Claims claims;

  ReleaseClaims(List<Handling> handlings, Claims claims) {
    this.handlings = List.copyOf(handlings);
    this.claims = claims;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    PreparedStatement update =
        session.statement(
            "UPDATE handling h SET claimed_by = NULL"
                + " FROM unnest(?::bigint[], ?::text[], ?::bigint[]) AS r (delivery_seq, handler, claimed_by)"
                + " WHERE h.delivery_seq = r.delivery_seq AND h.handler = r.handler"
                + " AND h.claimed_by = r.claimed_by");
    Arrays arrays = new Arrays(update);
    arrays.longs(1, handlings, handling -> handling.delivery().seq());
    arrays.texts(2, handlings, Handling::handler);
    arrays.longs(3, handlings, Handling::claimedBy);
    update.executeUpdate();
  }

  @Override
  public void committed() {
    handlings.forEach(claims::finished);
  }

  @Override
  public void failed(InboxUnavailableException cause) {}

  @Override
  public boolean persists() {
    return true;
  }
}
