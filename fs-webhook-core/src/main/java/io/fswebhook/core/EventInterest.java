package io.fswebhook.core;

/** Whether a subscribed handler gets events of a name, if its filter matches. */
public enum EventInterest {
  SUBSCRIBED,
  /** Its plugin does not subscribe to them. */
  NOT_BY_PLUGIN,
  /** The setting {@code events} leaves them out. */
  NOT_BY_SETTING
}
