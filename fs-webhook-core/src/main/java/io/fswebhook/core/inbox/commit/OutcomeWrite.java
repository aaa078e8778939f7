package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import io.fswebhook.core.inbox.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the outcome of an attempt. Retried until it is on disk, since the attempt cannot be
 * repeated.
 */
public abstract class OutcomeWrite implements Write {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeWrite.class);

  private final @Nullable Long fingerprint;
  private Outcome outcome;
  private boolean reduced;

  protected OutcomeWrite(Outcome outcome) {
    this.outcome = outcome;
    this.fingerprint = outcome.fingerprint(); // not on the writer thread
  }

  /** Of its error; null after a success. */
  public final @Nullable Long fingerprint() {
    return fingerprint;
  }

  public final Outcome outcome() {
    return outcome;
  }

  /** Releases the claim: the outcome cannot be stored, so the delivery is handled again. */
  protected abstract void giveBack();

  @Override
  public final void failed(InboxUnavailableException cause) {
    LOG.warn(
        "the outcome of delivery {} at handler {} could not be recorded before shutdown; it will be handled"
            + " again: {}",
        outcome.task().delivery().id(),
        outcome.task().handler(),
        cause.getMessage());
  }

  /** The texts come from a plugin; without them only numbers are left. */
  @Override
  public final boolean reduce() {
    if (reduced) {
      return false;
    }
    reduced = true;
    outcome = outcome.withoutTexts("the database refused to store the error");
    return true;
  }

  @Override
  public final void refused(NotStorableException cause) {
    LOG.error(
        "the outcome of delivery {} at handler {} was not stored, even without its error: {}; it will be"
            + " handled again",
        outcome.task().delivery().id(),
        outcome.task().handler(),
        cause.getMessage());
    giveBack();
  }

  @Override
  public final boolean persists() {
    return true;
  }
}
