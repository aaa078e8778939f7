package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator of an outcome that could not be kept. */
public final class LostOutcome {

  private static final Logger LOG = LoggerFactory.getLogger(LostOutcome.class);

  private LostOutcome() {}

  public static void log(Outcome outcome, InboxUnavailableException cause) {
    LOG.warn(
        "the outcome of delivery {} at handler {} could not be kept before the stop; it will be handled"
            + " again: {}",
        outcome.handling().delivery().id(),
        outcome.handling().handler(),
        cause.getMessage());
  }
}
