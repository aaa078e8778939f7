package io.fswebhook.core.dispatch;

import java.util.Locale;

/** What keeps a handler from being called, if anything. The code is seen from outside. */
public enum HandlerState {
  /** It is not known yet whether it is paused. */
  STARTING,
  /** Nothing keeps it. */
  RUNNING,
  /** An operator paused it. */
  PAUSED,
  /** It keeps too many threads past their time-out. */
  SUSPENDED,
  /** It failed again and again, and is left alone for a while. */
  CIRCUIT_OPEN,
  /** A single attempt shows whether it works again. */
  CIRCUIT_HALF_OPEN,
  /** It was removed or replaced; what it has begun may end. */
  STOPPING;

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  public String code() {
    return code;
  }
}
