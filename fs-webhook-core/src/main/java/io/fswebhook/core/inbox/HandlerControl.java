package io.fswebhook.core.inbox;

/**
 * What an operator wants of a handler.
 *
 * @param paused whether no attempt begins
 * @param version grows by one each time it is paused or let go on
 */
public record HandlerControl(boolean paused, long version) {

  /** Of a handler that was never paused. */
  public static final HandlerControl NONE = new HandlerControl(false, 0);
}
