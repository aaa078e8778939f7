package io.fswebhook.core.inbox;

import java.time.Instant;
import java.util.Locale;

/**
 * Whether the stored data is known to be intact.
 *
 * @param since when the state was entered
 */
public record Integrity(State state, Instant since) {

  /** The progress of the check. */
  public enum State {
    /** The last shutdown was clean. */
    NOT_NEEDED,
    /** It is reading the stored data in the background. */
    RUNNING,
    /** Everything could be read. */
    OK,
    /** Something could not be read: the operator must act. */
    DAMAGED;

    /** The code in JSON and metrics. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
