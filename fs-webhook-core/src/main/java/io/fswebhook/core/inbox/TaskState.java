package io.fswebhook.core.inbox;

import java.util.Locale;

/** How far a task is. The code stands in the database and is seen from outside. */
public enum TaskState {
  PENDING,
  RETRYING,
  SUCCEEDED,
  DEAD,
  /** It was dead, or its handler is gone, and an operator does not want it any more. */
  DISCARDED;

  private final String code = name().toLowerCase(Locale.ROOT);

  public String code() {
    return code;
  }

  /** The state that has a code, such as one from the database. */
  public static TaskState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** Whether nothing is to be done any more, unless it is replayed. */
  public boolean isFinished() {
    return this != PENDING && this != RETRYING;
  }
}
