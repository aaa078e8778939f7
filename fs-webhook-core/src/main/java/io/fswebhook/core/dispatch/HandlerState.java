package io.fswebhook.core.dispatch;

import java.util.Locale;

/** What keeps a handler from being called, if anything. The code is part of the API. */
public enum HandlerState {
  /** Not yet known whether it is paused. */
  STARTING,
  /** It may be called. */
  RUNNING,
  /** An operator paused it. */
  PAUSED,
  /** Too many of its threads are stuck past their time-out. */
  SUSPENDED,
  /** It kept failing and is not called for a while. */
  CIRCUIT_OPEN,
  /** A single attempt shows whether it works again. */
  CIRCUIT_HALF_OPEN,
  /** It was removed or replaced and finishes its running attempts. */
  STOPPING;

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  public String code() {
    return code;
  }
}
