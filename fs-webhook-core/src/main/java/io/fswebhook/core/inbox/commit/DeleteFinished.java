package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.InboxUnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * One small step of the retention: looks at the next few deliveries in order of receipt and deletes
 * those that are old and have succeeded everywhere.
 */
public final class DeleteFinished implements Work {

  private static final int STEP = 200;

  private final Instant before;
  private final SharedCommits commits;
  private final long afterSeq;
  private long lastSeq;
  private int seen;

  /** Begins with the first delivery; each step hands over the next one. */
  public DeleteFinished(Instant before, SharedCommits commits) {
    this(before, 0, commits);
  }

  private DeleteFinished(Instant before, long afterSeq, SharedCommits commits) {
    this.before = before;
    this.afterSeq = afterSeq;
    this.commits = commits;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    lastSeq = afterSeq;
    seen = 0;
    PreparedStatement select =
        session.statement(
            "SELECT seq, received_at FROM delivery WHERE seq > ? ORDER BY seq LIMIT " + STEP);
    select.setLong(1, afterSeq);
    try (ResultSet next = select.executeQuery()) {
      while (next.next() && next.getLong(2) < before.toEpochMilli()) {
        lastSeq = next.getLong(1);
        seen++;
      }
    }
    if (seen > 0) {
      delete(session);
    }
  }

  private void delete(WriteSession session) throws SQLException {
    PreparedStatement delete =
        session.statement(
            "DELETE FROM delivery WHERE seq > ? AND seq <= ? AND NOT EXISTS (SELECT 1 FROM handling h"
                + " WHERE h.delivery_seq = delivery.seq AND h.state <> 'succeeded')");
    delete.setLong(1, afterSeq);
    delete.setLong(2, lastSeq);
    delete.executeUpdate();
  }

  @Override
  public void committed() {
    if (seen == STEP) {
      commits.submit(new DeleteFinished(before, lastSeq, commits));
    }
  }

  @Override
  public void failed(InboxUnavailableException cause) {}
}
