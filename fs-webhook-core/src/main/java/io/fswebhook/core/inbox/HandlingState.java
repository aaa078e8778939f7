package io.fswebhook.core.inbox;

import java.util.Locale;

/** How far a handling is. The code stands in the database and is seen from outside. */
public enum HandlingState {
  WAITING,
  RETRYING,
  SUCCEEDED,
  DEAD;

  private final String code = name().toLowerCase(Locale.ROOT);

  public String code() {
    return code;
  }
}
