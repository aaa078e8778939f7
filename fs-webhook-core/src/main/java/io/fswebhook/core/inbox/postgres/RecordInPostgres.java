package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.inbox.commit.OutcomeWrite;
import io.fswebhook.core.inbox.commit.WriteSession;
import io.fswebhook.core.observe.ReceiverObserver;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an attempt and what follows from it, as long as the task is this node's. Done again until
 * it is on disk: it cannot be repeated.
 */
final class RecordInPostgres extends OutcomeWrite {

  private static final Logger LOG = LoggerFactory.getLogger(RecordInPostgres.class);

  private final Claims claims;
  private final ReceiverObserver observer;
  private boolean written;

  RecordInPostgres(Outcome outcome, Claims claims, ReceiverObserver observer) {
    super(outcome);
    this.claims = claims;
    this.observer = observer;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    RecordAll.of(List.of(this), session);
  }

  void written(boolean isWritten) {
    written = isWritten;
  }

  @Override
  public void committed() {
    claims.finished(outcome().task());
    if (written) {
      return;
    }
    LOG.warn(
        "the outcome \"{}\" of delivery {} at handler {} came too late and was dropped: this node had"
            + " been silent for longer than its lease and another has taken the delivery over, or it was"
            + " deleted",
        outcome().state().code(),
        outcome().task().delivery().id(),
        outcome().task().handler());
    observer.staleOutcome(outcome().task().handler());
  }

  @Override
  protected void giveBack() {
    claims.finished(outcome().task());
    claims.suspect(); // it is claimed in the database, and in nobody's hand
  }
}
