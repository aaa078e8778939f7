package io.fswebhook.core.inbox;

import java.time.Instant;
import java.util.Locale;

/**
 * What is known of whether the stored data is whole.
 *
 * @param since when it came to be so
 */
public record Integrity(State state, Instant since) {

  /** How far the check is. */
  public enum State {
    /** The last stop was in order. */
    NOT_NEEDED,
    /** It reads what is stored, in the background. */
    RUNNING,
    /** Everything could be read. */
    OK,
    /** Something could not be read: the operator must act. */
    DAMAGED;

    /** As in JSON and metrics. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
