package io.fswebhook.core.inbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Stores alerts for all nodes that share the inbox. Results complete on a thread of the inbox, or
 * with {@link io.fswebhook.core.failure.InboxUnavailableException}; dependent stages must be quick.
 */
public interface InboxAlerts {

  /**
   * Opens what is new and updates the rest.
   *
   * @param seen what this node sees now
   * @param unseen resolves what no node has seen for so long; null to resolve nothing
   */
  CompletionStage<AlertsNow> record(List<SeenAlert> seen, @Nullable Duration unseen);

  /** Whether this node may tell the target; false if another one was quicker. */
  CompletionStage<Boolean> claim(AlertClaim claim);

  /** What was claimed has arrived. */
  void delivered(AlertClaim claim);

  /**
   * Acknowledges an open alert, replacing an earlier acknowledgement.
   *
   * @return whether it was open
   */
  CompletionStage<Boolean> acknowledge(long id, String by, @Nullable String note);
}
