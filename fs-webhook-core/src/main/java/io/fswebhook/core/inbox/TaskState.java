package io.fswebhook.core.inbox;

import java.util.Locale;

/** The state of a task. The code is used in the database, the API and metrics. */
public enum TaskState {
  PENDING,
  RETRYING,
  SUCCEEDED,
  DEAD,
  /**
   * An operator gave up a dead letter, or a task of a handler that is gone; or the handler was not
   * called, because its filter did not match.
   */
  DISCARDED;

  private final String code = name().toLowerCase(Locale.ROOT);

  public String code() {
    return code;
  }

  /** The state with this code. */
  public static TaskState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** Whether nothing remains to be done unless it is replayed. */
  public boolean isFinished() {
    return this != PENDING && this != RETRYING;
  }
}
